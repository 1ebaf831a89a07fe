#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include <nlohmann/json.hpp>

#include "tests/support/shell.h"

/// `tenon audit` as a user runs it: what is told, what is remembered, and what happens when something is
/// wrong.
namespace tenon::test::this_file {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* kSchema =
    "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL);\n"
    "CREATE INDEX ix_users_email ON users (email);\n";

/// A folder with a configuration and SQLite databases.
class Audit : public testing::Test {
 protected:
  Audit() { write_file(folder_.file("schema.sql"), kSchema); }

  void make(const std::string& name, const std::string& more = "") {
    const Ran ran = shell("sqlite3 -bail " + shell_quoted(folder_.file(name + ".db")), kSchema + more);
    ASSERT_EQ(ran.code, 0) << ran.err;
    targets_ += "[targets." + name + "]\nurl = \"sqlite:///" + name +
                ".db\"\ndeclared = [\"schema.sql\"]\nlabels = { name = \"" + name +
                "\" }\nlock_timeout = \"200ms\"\n";
    configure("");
  }
  void configure(const std::string& more) {
    write_file(folder_.file("tenon.toml"), "version = 1\n" + more + targets_);
  }
  Ran run(const std::string& arguments, const std::string& before = "") {
    return shell("cd " + shell_quoted(folder_.path().string()) + " && " + before + " " +
                 shell_quoted(TENON_BIN) + " " + arguments);
  }
  Json report(const std::string& arguments = "--all") {
    const Ran ran = run("audit " + arguments + " -o json");
    return Json::parse(ran.out);
  }
  TempFolder& folder() { return folder_; }

 private:
  TempFolder folder_;
  std::string targets_;
};

TEST_F(Audit, TellsDriftOnceAndThatItIsGone) {
  make("north");
  make("south", "DROP INDEX ix_users_email;");
  const Json first = report();
  EXPECT_EQ(first.at("exit_code"), 2);
  ASSERT_EQ(first.at("groups").size(), 1U);
  EXPECT_EQ(first.at("groups").at(0).at("targets"), Json({"south"}));
  EXPECT_EQ(first.at("transitions").at(0).at("event"), "drift.opened");
  const Json second = report();
  EXPECT_TRUE(second.at("transitions").empty());
  ASSERT_EQ(
      shell("sqlite3 " + folder().file("south.db"), "CREATE INDEX ix_users_email ON users (email);").code, 0);
  const Json third = report();
  EXPECT_EQ(third.at("exit_code"), 0);
  EXPECT_EQ(third.at("transitions").at(0).at("event"), "drift.closed");
}

TEST_F(Audit, IsNeverGreenAboutWhatItCouldNotRead) {
  make("north");
  make("south");
  fs::remove(folder().file("south.db"));
  const Ran ran = run("audit --all");
  EXPECT_EQ(ran.code, 1) << ran.out;
  EXPECT_NE(ran.out.find("1 NOT AUDITED: south"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("there is no SQLite database"), std::string::npos) << ran.out;
}

TEST_F(Audit, AuditsWhatWasChosenAndNothingElse) {
  make("north");
  make("south");
  EXPECT_EQ(report("south").at("counts").at("targets"), 1);
  EXPECT_EQ(report("'*th'").at("counts").at("targets"), 2);
  EXPECT_EQ(report("--select name=north").at("results").at(0).at("target"), "north");
  const Ran nothing = run("audit");
  EXPECT_EQ(nothing.code, 64) << nothing.err;
  const Ran unknown = run("audit suoth");
  EXPECT_EQ(unknown.code, 64);
  EXPECT_NE(unknown.err.find("did you mean \"south\""), std::string::npos) << unknown.err;
  EXPECT_EQ(run("audit --select name=west").code, 64);
}

TEST_F(Audit, WithoutAConfigurationSaysWhatToDo) {
  const Ran ran = run("audit --all");
  EXPECT_EQ(ran.code, 78);
  EXPECT_NE(ran.err.find("tenon init"), std::string::npos) << ran.err;
}

TEST_F(Audit, OfADeclarationThatIsWrongSaysSoOfEachTargetThatHasIt) {
  make("north");
  make("south");
  write_file(folder().file("schema.sql"), "CREATE TABLE users (id INTEGER PRIMARY KEY,;");
  const Json made = report();
  EXPECT_EQ(made.at("exit_code"), 1);
  ASSERT_EQ(made.at("not_audited").size(), 1U) << "one cause is told once";
  EXPECT_EQ(made.at("not_audited").at(0).at("reason"), "parse");
  EXPECT_EQ(made.at("not_audited").at(0).at("targets"), Json({"north", "south"}));
}

TEST_F(Audit, WaitsForALockAndTriesAgain) {
  make("north");
  configure("[audit]\nattempts = 2\n");
  const Ran ran =
      shell("cd " + shell_quoted(folder().path().string()) +
            "; (echo 'BEGIN EXCLUSIVE;'; echo '.shell touch held'; sleep 30) | sqlite3 north.db & "
            "until [ -e held ]; do sleep 0.01; done; " +
            shell_quoted(TENON_BIN) + " audit --all -o json; kill %1");
  const Json made = Json::parse(ran.out);
  EXPECT_EQ(made.at("exit_code"), 1);
  EXPECT_EQ(made.at("not_audited").at(0).at("reason"), "lock");
  EXPECT_EQ(made.at("not_audited").at(0).at("attempts"), 2);
}

TEST_F(Audit, NeedsAStoreThatItCanUse) {
  make("north");
  struct Case {
    const char* make;
    const char* says;
  };
  for (const auto& [store, says] :
       {Case{"printf 'no database at all, and long enough to be sure of it' > store.db", "store.db"},
        Case{"sqlite3 store.db 'CREATE TABLE other (x)'", "something else"},
        Case{"mkdir store.db", "folder"}}) {
    fs::remove_all(folder().file("store.db"));
    const Ran ran = run("audit --all --store sqlite:///store.db", std::string(store) + " &&");
    EXPECT_EQ(ran.code, 1) << store << ran.out << ran.err;
    EXPECT_NE(ran.err.find(says), std::string::npos) << store << ": " << ran.err;
  }
}

TEST_F(Audit, OfTwoProcessesAtOnceRecordsBothWhole) {
  for (int i = 0; i < 12; ++i) make("t" + std::to_string(i));
  const std::string audit = shell_quoted(TENON_BIN) + " audit --all --quiet";
  const Ran ran =
      shell("cd " + shell_quoted(folder().path().string()) + "; " + audit + " & " + audit + " && wait $!");
  EXPECT_EQ(ran.code, 0) << ran.err;
  const Ran stored =
      shell("cd " + folder().path().string() + " && sqlite3 tenon.db 'SELECT count(*) FROM audit'");
  EXPECT_EQ(stored.out, "24\n");
  EXPECT_EQ(run("store verify").code, 0);
}

TEST_F(Audit, PrintsAReportThatIsDrawnUpAsPublished) {
  make("north");
  make("south", "DROP INDEX ix_users_email;");
  make("west");
  fs::remove(folder().file("west.db"));
  ASSERT_EQ(run("audit --all -o json=report.json").code, 1);
  ASSERT_EQ(run("schema audit > audit.schema.json").code, 0);
  const Ran checked =
      shell("cd " + shell_quoted(folder().path().string()) +
            " && python3 -c \"import json, jsonschema; jsonschema.Draft7Validator("
            "json.load(open('audit.schema.json'))).validate(json.load(open('report.json')))\"");
  EXPECT_EQ(checked.code, 0) << checked.err;
}

/// tools/fleet_law.py over a small fleet: groups, nights, acknowledgements, kills and a changed row.
TEST(FleetLaw, FindsInAFleetWhatWasPutThere) {
  required_environment("TENON_TEST_POSTGRES");
  const Ran ran = shell("TENON_BIN=" + std::string(TENON_BIN) + " python3 " + std::string(TENON_TEST_DATA) +
                        "/../tools/fleet_law.py --databases 16 --kills 4");
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

}  // namespace
}  // namespace tenon::test::this_file
