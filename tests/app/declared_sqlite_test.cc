#include <gtest/gtest.h>

#include <sstream>

#include "app/sqlite_script_database.h"
#include "model/error.h"
#include "tests/support/builders.h"

namespace tenon::test {
namespace {

Catalog read(const std::string& text) {
  const Document document{"s.sql", text};
  return read_sqlite_sql({&document, 1}).catalog;
}

std::string faults(const std::string& text) {
  try {
    read(text);
  } catch (const Error& error) {
    return error.fault() == Fault::kDeclaration ? error.what() : "not a fault of the declaration";
  }
  return "";
}

TEST(DeclaredSqlite, IsWhatSqliteMakesOfAllFilesTogether) {
  const std::vector<Document> documents{
      {"1.sql", "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT UNIQUE);\nINSERT INTO t VALUES (1, 'x');"},
      {"2.sql",
       "\xEF\xBB\xBF"
       "ALTER TABLE t ADD COLUMN c;\r\nCREATE VIEW v AS SELECT a FROM t;\r\n"}};
  const Catalog found = read_sqlite_sql(documents).catalog;
  ASSERT_EQ(found.tables.size(), 1U);
  EXPECT_EQ(found.tables[0].columns.size(), 3U);
  ASSERT_EQ(found.unmodelled.size(), 1U);
  EXPECT_EQ(found.unmodelled[0].kind, "view");
}

TEST(DeclaredSqlite, KnowsFunctionsAndCollationsOfPrograms) {
  const Catalog found = read(
      "CREATE TABLE t (a COLLATE german CHECK (is_word(a)), b AS (twice(a)));\nCREATE INDEX i ON t "
      "(soundex(a));");
  EXPECT_EQ(found.tables.at(0).constraints.size(), 2U);
}

TEST(DeclaredSqlite, PointsAtThePlaces) {
  const Catalog found = read(R"(-- all of it
CREATE TABLE p (id INTEGER PRIMARY KEY);
CREATE TABLE t (
  a INTEGER,
  b TEXT UNIQUE,
  c TEXT CHECK (c <> ''),
  CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id)
);
CREATE INDEX i ON t (c);
)");
  const Table& table = found.tables.at(1);
  EXPECT_EQ(*table.source, (Source{"s.sql", 3, 14}));
  EXPECT_EQ(*table.columns.at(2).source, (Source{"s.sql", 6, 3}));
  std::vector<int> lines;
  for (const Constraint& constraint : table.constraints) lines.push_back(source_of(constraint).line);
  EXPECT_EQ(lines, (std::vector<int>{5, 9, 6, 7}));
}

TEST(DeclaredSqlite, SaysEverythingThatSqliteRefusesAtOnce) {
  EXPECT_EQ(
      faults(
          "CREATE TABLE t (a);\n.bail on\nCREATE TABEL x (a);\nCREATE INDEX i ON t (b);\nATTACH 'x' AS x;\n"
          "CREATE TABLE t (a);\nCREATE INDEX j ON u (b);"),
      "s.sql:2:1: a command of the sqlite3 shell is no SQL: .bail on; take it out\n"
      "s.sql:3:8: near \"TABEL\": syntax error; SQLite " +
          std::string(faults("x").substr(faults("x").find("SQLite ") + 7,
                                         faults("x").find(" reads") - faults("x").find("SQLite ") - 7)) +
          " reads it: what a newer one understands can be declared as JSON ('tenon inspect URL -o json')\n"
          "s.sql:4:22: no such column: b\n"
          "s.sql:5:1: a declared schema is one database: ATTACH\n"
          "s.sql:6:14: table t already exists; it is declared twice: take one out, or write IF NOT EXISTS\n"
          "s.sql:7:1: no such table: main.u; files are read in the order in which they are given, those of a "
          "folder in the order of their names");
}

TEST(DeclaredSqlite, SaysOnceWhatFollowsFromOneFault) {
  EXPECT_EQ(faults("CREATE TABLE t (a, a);\nCREATE INDEX i ON t (a);\nDROP INDEX i;"),
            "s.sql:1:1: duplicate column name: a");
}

/// The lines of the faults.
std::vector<int> fault_lines(const std::string& text) {
  std::vector<int> lines;
  std::istringstream all(faults(text));
  for (std::string line; std::getline(all, line);)
    if (line.starts_with("s.sql:")) lines.push_back(std::stoi(line.substr(6)));
  return lines;
}

TEST(DeclaredSqlite, SaysNothingOfWhatFollowsFromAFaultInAnyStatement) {
  const std::string users =
      "CREATE INDEX i ON t (b);\nCREATE UNIQUE INDEX main.j ON \"T\" (b);\nCREATE VIEW v AS SELECT b FROM "
      "t;\n"
      "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END;\nALTER TABLE t ADD COLUMN c;\n"
      "CREATE INDEX k ON t (c);\nALTER TABLE t RENAME TO u;\nCREATE INDEX l ON u (b);\nDROP INDEX i;\n"
      "DROP TRIGGER g;\nCREATE TABLE s AS SELECT * FROM t;\nCREATE INDEX m ON s (b);\n"
      "CREATE TABLE fine (a);\nALTER TABLE fine RENAME TO finer;\nCREATE INDEX n ON finer (a);\n"
      "CREATE TABLE fine (a);\n";
  for (const char* cause :
       {"CREATE TABLE t (a, b CHECK (nope > 1));", "CREATE TABLE IF NOT EXISTS main.t (a, a);",
        "CREATE TABEL t (a, b);", "CREAT TABLE [t] (a, b);", "CREATE TABLE t (a, b,);", ".read tables.sql"})
    EXPECT_EQ(fault_lines(std::string(cause) + "\n" + users), std::vector<int>{1}) << cause;
  EXPECT_EQ(fault_lines("ATTACH 'x' AS t;\nCREATE TABLE t.a (b);\nCREATE INDEX t.i ON a (b);\n"),
            std::vector<int>{1});
}

TEST(DeclaredSqlite, SaysNothingOfWhatFollowsFromAColumnThatWasNotChanged) {
  const std::string table = "CREATE TABLE t (a, b, UNIQUE (b));\n";
  const auto expect_alone = [&](const std::string& cause, const std::string& users) {
    EXPECT_EQ(fault_lines(table + cause + "\n" + users), std::vector<int>{2}) << cause << users;
  };
  expect_alone("ALTER TABLE t ADD COLUMN c UNIQUE;",
               "CREATE INDEX i ON t (c);\nALTER TABLE t DROP COLUMN c;");
  expect_alone("ALTER TABLE t DROP COLUMN b;", "ALTER TABLE t ADD COLUMN b;");
  expect_alone("ALTER TABLE t RENAME COLUMN a TO b;", "ALTER TABLE t ADD COLUMN a;");
  expect_alone("ALTER TABLE t RENAME COLUMN z TO c;", "CREATE INDEX i ON t (c);");
  expect_alone("CREATE TABLE t (a, c);", "CREATE INDEX i ON t (c);");
}

TEST(DeclaredSqlite, SaysEveryFaultThatFollowsFromNoOther) {
  EXPECT_EQ(fault_lines("CREATE TABLE t (a, a);\nCREATE INDEX i ON t (a);\nCREATE INDEX j ON u (a);\n"
                        "CREATE TABLE v (a);\nCREATE INDEX k ON v (b);\nALTER TABLE v ADD COLUMN c UNIQUE;\n"
                        "CREATE TABLE w (a);\nCREATE INDEX l ON w (c);\nCREATE TABLE w (a);\nDROP TABLE x;\n"
                        "CREATE INDEX m ON x (a);\nCREATE TABLE y (b 'never ends"),
            (std::vector<int>{1, 3, 5, 6, 8, 9, 10, 11, 12}));
}

}  // namespace
}  // namespace tenon::test
