#include <gtest/gtest.h>

#include <string>

#include "tests/support/shell.h"

/// Answers of small verbs about an audit store and a configuration.
namespace tenon::test::this_file {
namespace {

class PlainAnswers : public testing::Test {
 protected:
  PlainAnswers() {
    write("schema.sql", "CREATE TABLE a (id integer PRIMARY KEY);");
    shell("sqlite3 " + shell_quoted(file("a.db")),
          "CREATE TABLE a (id integer PRIMARY KEY); CREATE INDEX i ON a (id)");
    write("tenon.toml",
          "[targets.shop]\nurl = \"sqlite:///a.db\"\ndeclared = \"schema.sql\"\nlabels = {env = \"prod\"}\n"
          "[[target_sets]]\nname = \"t-{name}\"\nsource = {file = \"t.txt\"}\nurl = \"sqlite:///{name}.db\"\n"
          "[[webhooks]]\nname = \"w\"\nurl = {env = \"HOOK\"}\n");
    write("t.txt", "a\n");
  }
  Ran run(const std::string& arguments) {
    return shell("cd " + shell_quoted(file(".")) + " && HOOK=https://example.com/x " +
                 shell_quoted(TENON_BIN) + " " + arguments);
  }
  void says(int code, const std::string& arguments, const std::string& text) {
    const Ran ran = run(arguments);
    EXPECT_EQ(ran.code, code) << arguments << "\n" << ran.out << ran.err;
    EXPECT_NE((ran.out + ran.err).find(text), std::string::npos) << arguments << "\n" << ran.out << ran.err;
  }
  void write(const std::string& name, const std::string& text) { write_file(file(name), text); }
  std::string file(const std::string& name) const { return folder_.file(name); }

 private:
  TempFolder folder_;
};

TEST_F(PlainAnswers, AnAcknowledgementThatNothingMatchesIsNoted) {
  run("audit shop --no-notify");
  const std::string rest = " --reason r --owner o --until 2999-12-31";
  says(0, "ack add 'indx:*'" + rest, "note: no finding can match \"indx:*\"");
  says(0, "ack add 'table:*'" + rest, "note: no finding of the last audits matches \"table:*\"");
  says(0, "ack add 'index:*' --on shp" + rest,
       "note: no audited target matches --on shp; did you mean \"shop\"?");
  says(0, "ack add 'index:*' --on env=prd" + rest, "note: no audited target matches --on env=prd");
  EXPECT_EQ(run("ack add 'index:*' --on env=prod" + rest).err, "");
}

TEST_F(PlainAnswers, AnEmptyFileIsNoStore) {
  write("tenon.db", "");
  says(1, "store verify", "is empty: there is no audit store in it");
}

TEST_F(PlainAnswers, ATestIsNoList) { says(64, "notify --test --list", "give one of them"); }

TEST_F(PlainAnswers, AConfigurationShowsTheStoreThatIsUsedAndWhatIsUsual) {
  const std::string shown = run("config show -o json").out;
  EXPECT_NE(shown.find("sqlite:///tenon.db"), std::string::npos) << shown;
  const std::string text = run("config show").out;
  const auto max = text.find("target_sets[0].max");
  ASSERT_NE(max, std::string::npos) << text;
  EXPECT_NE(text.substr(max, text.find('\n', max) - max).find("default"), std::string::npos) << text;
}

TEST_F(PlainAnswers, FaultsOfAListAreToldInOneLine) {
  write("t.txt", "a b\nc d\n");
  const std::string text = run("audit --all --no-notify").out;
  EXPECT_EQ(text.find("\\n"), std::string::npos) << text;
  EXPECT_NE(text.find("; t.txt:2:1: "), std::string::npos) << text;
}

}  // namespace
}  // namespace tenon::test::this_file
