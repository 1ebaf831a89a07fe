#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "tests/support/shell.h"

namespace tenon {
namespace {

using test::Ran;
using test::read_file;
using test::shell;
using test::shell_quoted;
using test::TempFolder;
using test::write_file;

/// A folder in which a verb is run in every format, and the reports are held against what their readers
/// expect.
class ReportFormats : public testing::Test {
 protected:
  std::string file(const std::string& name) const { return folder_.file(name); }

  void database(const std::string& name, const std::string& sql) const {
    ASSERT_EQ(shell("sqlite3 " + shell_quoted(file(name)), sql).code, 0) << sql;
  }

  /// Runs `arguments` with a report in each format, `name` being that of the files.
  Ran reported(const std::string& name, const std::string& arguments) {
    std::string line = "cd " + file("") + "\n" + TENON_BIN + " " + arguments;
    for (const std::string format : {"json=@.json", "markdown=@.md", "html=@.html", "sarif=@.sarif",
                                     "junit=@.xml", "github=@.github", "gitlab=@.gitlab.json"}) {
      const auto at = format.find('@');
      line += " -o " + format.substr(0, at) + name + format.substr(at + 1);
    }
    names_ += " " + name;
    return shell(line);
  }

  void expect_kept() const {
    const Ran ran = shell("/usr/bin/python3 " + std::string(TENON_TEST_DATA) + "/app/report_formats.py " +
                          TENON_BIN + " " + file("") + names_);
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  }

 private:
  const TempFolder folder_;
  std::string names_;
};

TEST_F(ReportFormats, OfEveryVerbAreWhatTheirReadersExpect) {
  database("live.db",
           R"(CREATE TABLE a (id integer PRIMARY KEY, b_id integer REFERENCES b, x varchar(3) DEFAULT 'n',
      CONSTRAINT old CHECK (x > 'a'));
    CREATE TABLE b (id integer PRIMARY KEY, y text); CREATE INDEX i ON b (y); CREATE INDEX j ON b (y);
    CREATE TABLE gone (z); CREATE VIEW v AS SELECT 1;)");
  write_file(file("schema.sql"), R"(CREATE TABLE a (id integer PRIMARY KEY, b_id integer NOT NULL
      REFERENCES b ON DELETE CASCADE, x text DEFAULT 'd', CONSTRAINT new CHECK (x > 'a'));
    CREATE TABLE b (id integer PRIMARY KEY, y text UNIQUE);
    CREATE TABLE c (id integer PRIMARY KEY, w integer CHECK (w > 0));)");
  EXPECT_EQ(reported("report-check", "check sqlite:///live.db schema.sql").code, 2);
  EXPECT_EQ(reported("report-diff", "diff sqlite:///live.db schema.sql").code, 0);
  EXPECT_EQ(reported("report-same", "check sqlite:///live.db sqlite:///live.db").code, 0);
  EXPECT_EQ(
      reported("report-generate", "generate sqlite:///live.db schema.sql -m x --allow all --dir m").code, 0);
  EXPECT_EQ(reported("lint-live", "lint sqlite:///live.db").code, 2);
  EXPECT_EQ(reported("lint-clean", "lint schema.sql --dialect sqlite --disable TN105").code, 0);
  write_file(file("convention.json"), R"({"naming_convention": {"pk": "pk_%(table_name)s",
      "ck": "ck_%(table_name)s_%(constraint_name)s", "ix": "ix_%(column_0_label)s"}, "dialect": "sqlite",
      "tables": {"q": {"columns": {"id": {"type": "integer"}}}}})");
  EXPECT_EQ(reported("names-live", "names sqlite:///live.db --convention convention.json").code, 2);
  expect_kept();
}

TEST_F(ReportFormats, OfRunsThatFailAreWholeInEveryFormat) {
  write_file(file("schema.json"), R"({"tables": {"a": {"columns": {"id": {"type": "integer"}}}}})");
  write_file(file("broken.json"), "{\"tables\": {\"a`|<b>\": 1}}");
  write_file(file("empty.json"), R"({"declares_nothing": true})");
  EXPECT_EQ(reported("report-none", "check sqlite:///none.db schema.json").code, 1);
  EXPECT_EQ(reported("report-broken", "check sqlite:// broken.json").code, 1);
  EXPECT_EQ(reported("report-empty", "check sqlite:// empty.json").code, 1);
  EXPECT_EQ(reported("lint-none", "lint sqlite:///none.db").code, 1);
  EXPECT_EQ(reported("names-none", "names sqlite:///none.db --convention schema.json").code, 1);
  expect_kept();
}

TEST_F(ReportFormats, TakeAnyNameForAName) {
  const std::string names[] = {"<script>alert(1)</script>",
                               "a`b``c|d\\|e",
                               "x\n::error::y",
                               "##[error]x ##vso[x] ]]> --> </td></table></details>",
                               "@everyone #1 https://evil.example www.evil.example ![x](y)",
                               "\" onload=\"x' onclick='y",
                               "t\x1b[2J &amp;&lt; \xe2\x80\xae *_~[]() $(x)",
                               "</code></pre><img src=x>",
                               "100%0A::error::x, file=y",
                               "```\n# heading\n\n| a | b |"};
  std::string actual;
  std::string declared;
  for (const std::string& name : names) {
    std::string quoted = "\"";
    for (const char c : name) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    quoted += "\"";
    const std::string text = "'" + std::regex_replace(name, std::regex("'"), "''") + "'";
    actual += "CREATE TABLE " + quoted + " (a integer, " + quoted + " text DEFAULT " + text + ");\n";
    declared += "CREATE TABLE " + quoted + " (a integer, " + quoted + " integer NOT NULL DEFAULT " + text +
                ", CONSTRAINT " + quoted + " CHECK (a <> " + text + "));\n";
  }
  database("evil.db", actual + "CREATE TABLE \"<b>`|\" (x);");
  database("want.db", declared);
  EXPECT_EQ(reported("report-evil", "check sqlite:///evil.db sqlite:///want.db").code, 2);
  EXPECT_EQ(reported("report-back", "diff sqlite:///want.db sqlite:///evil.db").code, 0);
  EXPECT_EQ(reported("lint-evil", "lint sqlite:///want.db").code, 2);
  expect_kept();
}

TEST_F(ReportFormats, OfFiveHundredFindingsKeepTheLimits) {
  std::string declared;
  for (int i = 0; i < 500; ++i)
    declared += "CREATE TABLE a_table_with_a_rather_long_name_" + std::to_string(i) +
                " (id integer PRIMARY KEY, some_text text NOT NULL DEFAULT 'something');\n";
  database("want.db", declared);
  EXPECT_EQ(reported("report-many", "check sqlite:// sqlite:///want.db").code, 2);
  expect_kept();
  EXPECT_NE(read_file(file("report-many.github")).find("and 491 more"), std::string::npos);
  EXPECT_NE(read_file(file("report-many.md")).find(" findings more"), std::string::npos);
}

TEST_F(ReportFormats, HaveTheMigrationInMarkdownOrSayWhyThereIsNone) {
  write_file(file("t.sql"), "CREATE TABLE t (a int);");
  const std::string check =
      "cd " + file("") + " && " + TENON_BIN + " check sqlite:///t.db t.sql --dialect sqlite -o markdown";
  database("t.db", "CREATE TABLE t (a int, b int);");
  const Ran planned = shell(check);
  EXPECT_NE(planned.out.find("<summary>Migration: 1 statement, destroys data: drop_column</summary>"),
            std::string::npos)
      << planned.out;
  EXPECT_NE(planned.out.find("```sql\n"), std::string::npos) << planned.out;
  database("t.db", "CREATE VIEW v AS SELECT b FROM t;");
  const Ran refused = shell(check);
  EXPECT_EQ(refused.code, 2) << refused.err;
  EXPECT_NE(refused.out.find("<summary>No migration can be written</summary>"), std::string::npos)
      << refused.out;
  EXPECT_EQ(refused.out.find("```sql"), std::string::npos) << refused.out;
}

TEST_F(ReportFormats, GoToOneFileEachOrToNone) {
  database("live.db", "CREATE TABLE a (id integer);");
  write_file(file("r.md"), "yesterday\n");
  const Ran ran = shell("cd " + file("") + "\n" + TENON_BIN +
                        " check sqlite:///live.db sqlite:///live.db -o markdown=r.md -o html=missing/r.html");
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(read_file(file("r.md")).find("in sync"), std::string::npos) << "the other report has no place";
}

}  // namespace
}  // namespace tenon
