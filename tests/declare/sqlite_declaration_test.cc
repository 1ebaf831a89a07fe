#include "declare/sqlite/declaration.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "declare/sqlite/compiled.h"
#include "model/error.h"
#include "tests/support/builders.h"

namespace tenon::test::this_file {
namespace {

/// Keeps what it is told, refuses what holds the word "refused", and holds what it was given.
class RecordingDatabase : public ScriptDatabase {
 public:
  std::optional<Refusal> run(std::string_view statement) override {
    statements.emplace_back(statement);
    const auto at = statement.find("refused");
    return at == std::string_view::npos ? std::nullopt : std::optional<Refusal>({"syntax error", at});
  }
  std::optional<Refusal> make(const Table& made) override { return run("table " + made.name.name.text); }
  std::optional<Refusal> make(const Index& index, const Table& of) override {
    return run("index " + index.name.text + " of " + of.name.name.text);
  }
  Catalog reflect() const override { return held; }
  std::string version() const override { return "9.9.9"; }

  Catalog held;
  std::vector<std::string> statements;
};

using Statements = std::vector<std::string>;

template <class Use>
std::string message_of(Use use) {
  try {
    use();
  } catch (const Error& error) {
    return error.fault() == Fault::kDeclaration ? error.what() : "not a fault of the declaration";
  }
  return "";
}

TEST(SqliteDeclaration, RunsEachStatementOfAllFilesButRowsAndReadsWhatTheDatabaseHolds) {
  RecordingDatabase database;
  database.held = catalog({table("t", {column("a")})});
  const std::vector<Document> files{
      {"1.sql", "CREATE TABLE t (a); INSERT INTO t VALUES (1);"},
      {"2.sql",
       "PRAGMA main.user_version = 3; PRAGMA cache_size = 3; PRAGMA main.cache_size = 3; "
       "DROP TABLE u; SELECT 1"}};
  const Catalog read = read_sqlite(files, database).catalog;
  EXPECT_EQ(database.statements,
            (Statements{"CREATE TABLE t (a)", "PRAGMA main.user_version = 3", "DROP TABLE u"}));
  EXPECT_EQ(read, database.held);
}

TEST(SqliteDeclaration, PlacesARefusalAtItsByteAndNamesTheVersion) {
  RecordingDatabase database;
  const Document file{"s.sql", "CREATE TABLE t (a);\nCREATE TABLE u (refused);"};
  EXPECT_EQ(
      message_of([&] {
        read_sqlite({&file, 1}, database);
      }),
      "s.sql:2:17: syntax error; SQLite 9.9.9 reads it: what a newer one understands can be declared as "
      "JSON ('tenon inspect URL -o json')");
  EXPECT_EQ(database.statements.size(), 2U);
}

TEST(SqliteDeclaration, MakesEachTableAndIndexAloneAndTellsEveryRefusal) {
  RecordingDatabase database;
  Table good = table("good", {column("a")}, {index("refused", {"a"})}, kSqlite);
  Table bad = table("refused_table", {column("a")}, {index("i", {"a"})}, kSqlite);
  *good.source = Source{"a.json", 1, 1};
  *std::get<Index>(good.constraints[0]).source = Source{"a.json", 2, 1};
  *bad.source = Source{"a.json", 3, 1};
  EXPECT_EQ(message_of([&] {
              compile_by_sqlite(catalog({good, bad}), database);
            }),
            "a.json:2:1: index refused of table good: SQLite refuses it: syntax error\n"
            "a.json:3:1: table refused_table: SQLite refuses it: syntax error");
  EXPECT_EQ(database.statements, (Statements{"table good", "index refused of good", "DROP TABLE \"good\"",
                                             "table refused_table"}));
}

}  // namespace
}  // namespace tenon::test::this_file
