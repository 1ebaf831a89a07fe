#include "render/postgresql/session.h"

#include <gtest/gtest.h>

#include "tests/support/builders.h"

namespace tenon::this_file {
namespace {

using test::column;
using test::q;

struct Written {
  std::string statement;
  std::string otherwise;
};

TEST(PostgresSession, ABackslashIsWrittenSoThatNoSettingChangesIt) {
  const Written rows[] = {
      {"COMMENT ON TABLE t IS 'a\\b'", "COMMENT ON TABLE t IS E'a\\\\b'"},
      {"SELECT 'a''\\'", "SELECT E'a''\\\\'"},
      {"SELECT date'1\\2'", "SELECT date E'1\\\\2'"},
      {"SELECT 'a'\n'b\\c'", "SELECT E'a'\n'b\\\\c'"},
      {"SELECT E'a\\n'\n'\\t'", "SELECT E'a\\n'\n'\\t'"},
      {"SELECT $$a\\b$$, \"a\\b\"", "SELECT $$a\\b$$, \"a\\b\""},
      {"SELECT U&'\\00e9', 'a' /* \\ */", "SELECT U&'\\00e9', 'a' /* \\ */"},
      {"CHECK (a ~ '^\\d+$' AND b = 'c')", "CHECK (a ~ E'^\\\\d+$' AND b = 'c')"},
  };
  for (const Written& row : rows) {
    EXPECT_EQ(settled_for_sessions(row.statement), row.otherwise);
    EXPECT_EQ(settled_for_sessions(row.otherwise), row.otherwise);
  }
}

TEST(PostgresSession, PsqlFindsNoVariableInWhatIsWritten) {
  const Written rows[] = {
      {"SELECT a[i:j]", "SELECT a[i: j]"},
      {"SELECT a[1:2], a[:\"B\"]", "SELECT a[1: 2], a[: \"B\"]"},
      {"SELECT a[1:'2']", "SELECT a[1: '2']"},
      {"SELECT a[i : j], a[i:]", "SELECT a[i : j], a[i: ]"},
      {"SELECT x::text, f(a := 1), ':x' /* :x */", "SELECT x::text, f(a := 1), ':x' /* :x */"},
      {"SELECT a[i::int:é]", "SELECT a[i::int: é]"},
  };
  for (const Written& row : rows) {
    EXPECT_EQ(settled_for_sessions(row.statement), row.otherwise);
    EXPECT_EQ(settled_for_sessions(row.otherwise), row.otherwise);
  }
}

TEST(PostgresSession, AStatementOutsideATransactionIsAscii) {
  EXPECT_EQ(in_ascii("ALTER TYPE \"humeur é\" ADD VALUE 'é' BEFORE 'x'"),
            "ALTER TYPE U&\"humeur \\00e9\" ADD VALUE E'\\u00e9' BEFORE 'x'");
  EXPECT_EQ(in_ascii("ALTER TYPE \"\\é\" ADD VALUE E'\\\\😀'"),
            "ALTER TYPE U&\"\\\\\\00e9\" ADD VALUE E'\\\\\\U0001f600'");
  EXPECT_EQ(in_ascii("ALTER TYPE \"😀\" ADD VALUE 'b'"), "ALTER TYPE U&\"\\+01f600\" ADD VALUE 'b'");
}

/// The names of the settings, a blank after each.
std::string settings(const std::string& statement) {
  std::string all;
  for (const SessionSetting& each : settings_for({statement})) all += each.name + " ";
  return all;
}

TEST(PostgresSession, FixesWhatAStatementDependsOnAndNothingElse) {
  const Written rows[] = {
      {"DROP TABLE \"t\"", ""},
      {"ALTER TABLE \"t\" ADD COLUMN \"c\" text DEFAULT 'x'", ""},
      {"ALTER TABLE \"t\" ADD COLUMN \"c\" date DEFAULT '1/2/2020'", "DateStyle IntervalStyle TimeZone "},
      {"ALTER TABLE \"t\" ADD CHECK (c < 'today'::date)", "DateStyle IntervalStyle TimeZone "},
      {"COMMENT ON TABLE \"t\" IS '1/2/2020'", ""},
      {"CREATE TABLE \"t\" (\"a\" integer)", "default_tablespace default_table_access_method "},
      {"CREATE UNLOGGED TABLE \"t\" ()", "default_tablespace default_table_access_method "},
      {"CREATE UNIQUE INDEX \"i\" ON \"t\" (\"a\")", "default_tablespace "},
      {"ALTER TABLE \"t\" ADD CONSTRAINT \"u\" UNIQUE (\"a\")", "default_tablespace "},
      {"ALTER TABLE \"t\" ATTACH PARTITION \"p\" DEFAULT", "default_tablespace "},
      {"ALTER TABLE \"t\" ADD CHECK (a = NULL)", "transform_null_equals "},
      {"ALTER TABLE \"t\" ADD COLUMN \"c\" text[] DEFAULT '{a,NULL}'", "array_nulls "},
      {"ALTER TABLE \"t\" ADD COLUMN \"c\" xml DEFAULT '<a/>'", "xmloption "},
  };
  for (const Written& row : rows) EXPECT_EQ(settings(row.statement), row.otherwise) << row.statement;
}

TEST(PostgresSession, WritesASettingAsItIsSet) {
  EXPECT_EQ(set_local({"DateStyle", "ISO, MDY"}), "SET LOCAL DateStyle = 'ISO, MDY'");
  EXPECT_EQ(set_local(search_path_of("")), "SET LOCAL search_path = public");
  EXPECT_EQ(set_local(search_path_of("public")), "SET LOCAL search_path = public");
  EXPECT_EQ(set_local(search_path_of("App")), "SET LOCAL search_path = \"App\", public");
}

TEST(PostgresSession, FindsWhoseNamesAStatementMeans) {
  EXPECT_EQ(home_of("CREATE INDEX \"i\" ON \"app\".\"t\" (f(a))"), "app");
  EXPECT_EQ(home_of("ALTER TABLE \"app\".\"t\" ADD FOREIGN KEY (\"a\") REFERENCES \"b\".\"t\""), "app");
  EXPECT_EQ(home_of("DROP TABLE \"app\".\"t\""), "");
  EXPECT_EQ(home_of("CREATE SCHEMA \"app\""), "");
}

TEST(PostgresSession, OnlyANewTypeOfDatesReadsRowsAsTheSessionDoes) {
  const auto altered = [](const char* from, const char* to) {
    return AlterColumn{q("t"), column("c", from), column("c", to)};
  };
  EXPECT_TRUE(converts_dates(altered("timestamp without time zone", "timestamp with time zone")));
  EXPECT_TRUE(converts_dates(altered("text", "date")));
  EXPECT_TRUE(converts_dates(altered("interval", "text")));
  EXPECT_FALSE(converts_dates(altered("date", "date")));
  EXPECT_FALSE(converts_dates(altered("text", "integer")));
}

}  // namespace
}  // namespace tenon::this_file
