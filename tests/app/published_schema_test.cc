#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/shell.h"

namespace tenon {
namespace {

using test::Ran;
using test::shell;

const std::string kFolder = TENON_TEST_DATA;

Ran held(const std::string& dialect, const std::string& files) {
  return shell("/usr/bin/python3 " + kFolder + "/app/published_schema.py " + std::string(TENON_BIN) + " " +
               dialect + " " + files);
}

class PublishedSchemaLaw : public testing::TestWithParam<const char*> {};

/// The file has an object of every form, so that each says what it knows.
TEST_P(PublishedSchemaLaw, TakesTheKeysThatAreReadAndNoOthers) {
  const std::string dialect = GetParam();
  const Ran ran = held(dialect, kFolder + "/app/forms/" + dialect + ".json");
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  const std::vector<std::string> forms{"a table",
                                       "a column",
                                       "an index",
                                       "a unique constraint",
                                       "an enum type",
                                       "a custom token",
                                       "the foreign key of a column",
                                       "the " + dialect + " part of a column"};
  for (const std::string& form : forms)
    EXPECT_NE(ran.out.find(form), std::string::npos) << form << "\n" << ran.out;
}

TEST_P(PublishedSchemaLaw, TakesWhatInspectWrites) {
  const test::TempFolder folder;
  const std::string dialect = GetParam();
  const std::string file = folder.file("inspection.json");
  const Ran inspected = shell(std::string(TENON_BIN) + " inspect " + kFolder + "/app/forms/" + dialect +
                              ".json -o json=" + file);
  ASSERT_EQ(inspected.code, 0) << inspected.err;
  const Ran ran = held(dialect, file);
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

INSTANTIATE_TEST_SUITE_P(Dialects, PublishedSchemaLaw, testing::Values("postgresql", "sqlite"),
                         [](const auto& test) { return std::string(test.param); });

TEST(PublishedSchemas, TakeEveryExample) {
  const Ran ran =
      held("postgresql", kFolder + "/../examples/declared/*.json " + kFolder + "/../examples/shop/*.json");
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

/// What verbs about audits print, each run into a file SCHEMA-WHAT.json.
class PrintedJson : public testing::Test {
 protected:
  PrintedJson() { std::filesystem::create_directory(folder_.file("printed")); }

  Ran run(const std::string& arguments) const {
    return shell("cd " + folder_.file("") + " && " + std::string(TENON_BIN) + " " + arguments);
  }
  void print(const std::string& name, const std::string& arguments, int code) const {
    const Ran ran = run(arguments + " > printed/" + name + ".json");
    EXPECT_EQ(ran.code, code) << name << ": " << ran.err;
    const auto json = nlohmann::json::parse(test::read_file(folder_.file("printed/" + name + ".json")));
    EXPECT_EQ(json.value("exit_code", code), code) << name << ": what is printed is not what is returned";
  }
  /// Two databases, one without the index that is declared, and two webhooks that nobody answers.
  void make_fleet() const {
    const std::string index = "CREATE INDEX i ON a (b);";
    test::write_file(folder_.file("schema.sql"), "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT);" + index);
    ASSERT_EQ(shell("sqlite3 " + folder_.file("north.db"),
                    "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT);" + index)
                  .code,
              0);
    ASSERT_EQ(
        shell("sqlite3 " + folder_.file("south.db"), "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT);").code,
        0);
    test::write_file(folder_.file("tenon.toml"), R"(version = 1
[targets.north]
url = "sqlite:///north.db"
declared = ["schema.sql"]
[targets.south]
url = "sqlite:///south.db"
declared = ["schema.sql"]
[[webhooks]]
name = "team"
url = "http://127.0.0.1:1/hook"
allow_private = true
)");
  }
  void end_drift() const {
    ASSERT_EQ(shell("sqlite3 " + folder_.file("south.db"), "CREATE INDEX i ON a (b);").code, 0);
  }
  void expect_kept() const {
    const Ran ran = shell("/usr/bin/python3 " + kFolder + "/app/printed_json.py " + std::string(TENON_BIN) +
                          " " + folder_.file("printed"));
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  }

 private:
  const test::TempFolder folder_;
};

TEST_F(PrintedJson, OfAuditsIsAsPublished) {
  make_fleet();
  print("audit-first", "audit --all -o json", 2);
  print("notify-waiting", "notify --list -o json", 0);
  print("notify-test", "notify --test -o json", 1);
  print("history-open", "history south -o json", 0);
  print("acks-added", "ack add 'index:*' --reason r --owner o --until 2099-12-31 -o json", 0);
  print("audit-acknowledged", "audit --all -o json", 0);
  print("history-acknowledged", "history south -o json", 0);
  print("acks-ended", "ack expire 1 -o json", 0);
  print("acks-all", "ack list --all -o json", 0);
  print("acks-none", "ack list -o json", 0);
  print("tokens-added", "token add ci --scope read,audit --until 2099-12-31 -o json", 0);
  print("tokens-revoked", "token revoke 1 -o json", 0);
  print("tokens-all", "token list --all -o json", 0);
  end_drift();
  print("audit-mended", "audit --all -o json", 0);
  print("history-closed", "history south -o json", 0);
  print("store-stats", "store stats -o json", 0);
  print("store-verify", "store verify -o json", 0);
  print("store-prune", "store prune -o json", 0);
  print("config-file", "config show --json", 0);
  expect_kept();
}

TEST_F(PrintedJson, OfRunsThatFailIsAsPublished) {
  print("audit-failed", "audit --all -o json", 78);
  print("config-none", "config show --json", 0);
  make_fleet();
  print("store-failed", "store stats -o json", 1);
  print("acks-failed", "ack list -o json", 1);
  print("tokens-failed", "token list -o json", 1);
  print("notify-failed", "notify --list --store sqlite:///missing/store.db -o json", 1);
  ASSERT_EQ(run("audit --all --quiet").code, 2);
  print("history-failed", "history nowhere -o json", 1);
  expect_kept();
}

TEST(PublishedSchemas, AreNamedWhereAnotherIsAskedFor) {
  const Ran ran = shell(std::string(TENON_BIN) + " schema declard");
  EXPECT_EQ(ran.code, 64);
  EXPECT_NE(ran.err.find("declared"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace tenon
