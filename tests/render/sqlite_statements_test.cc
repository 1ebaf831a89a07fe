#include <gtest/gtest.h>

#include "model/error.h"
#include "render/sql_script.h"
#include "tests/render/sqlite_orders.h"

namespace tenon::this_file {
namespace {

using namespace test;

using Texts = std::vector<std::string>;

Texts sql(const Op& op) { return sql_statements(op, kSqlite); }

std::string column_text(const Column& column) {
  const std::string text = sql(AddColumn{q("t", kSqlite), column}).at(0);
  return text.substr(std::string("ALTER TABLE \"t\" ADD COLUMN ").size());
}

TEST(SqliteStatements, WriteATableWithWhatOnlySqliteHas) {
  Column id = sqlite_column("id", "INTEGER", false);
  Column name = sqlite_column("na\"me", "varchar(30)", false);
  name.collation = searched("NOCASE", kSqlite);
  name.options = {{"not_null_on_conflict", "IGNORE"}};
  Column twice = sqlite_column("twice", "");
  twice.generated = Generated{x("(id * 2)"), false};
  PrimaryKey pk = primary_key("pk_t", {"id"}, kSqlite);
  pk.options = {{"autoincrement", "true"}, {"on_conflict", "FAIL"}};
  Unique uq = unique("uq", {"na\"me", "twice"}, kSqlite);
  uq.options = {{"collate", "\"na\"\"me\" rtrim"}, {"on_conflict", "REPLACE"}, {"order", "twice"}};
  ForeignKey fk = foreign_key("fk", {"id"}, "p", {}, kSqlite);
  fk.options = {{"match", "ODD"}};
  Table made = table("t", {id, name, twice}, {pk, uq, fk, nameless(check("", "id > 0", kSqlite))}, kSqlite);
  made.options = {{"strict", "true"}};
  EXPECT_EQ(sql(CreateTable{made}),
            Texts{"CREATE TABLE \"t\" (\n"
                  "    \"id\" INTEGER CONSTRAINT \"pk_t\" PRIMARY KEY ON CONFLICT FAIL AUTOINCREMENT,\n"
                  "    \"na\"\"me\" varchar(30) COLLATE \"NOCASE\" NOT NULL ON CONFLICT IGNORE,\n"
                  "    \"twice\" GENERATED ALWAYS AS (id * 2) VIRTUAL,\n"
                  "    CONSTRAINT \"uq\" UNIQUE (\"na\"\"me\" COLLATE \"rtrim\", \"twice\" DESC) ON CONFLICT "
                  "REPLACE,\n"
                  "    CHECK (id > 0),\n"
                  "    CONSTRAINT \"fk\" FOREIGN KEY (\"id\") REFERENCES \"p\" MATCH ODD\n"
                  ") STRICT"});
}

TEST(SqliteStatements, WriteAStoredTableAsItWasStored) {
  EXPECT_EQ(sql(CreateTable{orders()}).at(0), kOrders);
}

TEST(SqliteStatements, QuoteATypeThatIsNoBareType) {
  const auto typed = [](const std::string& type) { return column_text(sqlite_column("a", type)); };
  EXPECT_EQ(typed("DOUBLE PRECISION"), "\"a\" DOUBLE PRECISION");
  EXPECT_EQ(typed("NUMERIC(10, -2)"), "\"a\" NUMERIC(10, -2)");
  EXPECT_EQ(typed("VARCHAR (+1,-10, 5)"), "\"a\" \"VARCHAR (+1,-10, 5)\"");
  EXPECT_EQ(typed("not null"), "\"a\" \"not null\"");
  EXPECT_EQ(typed("a-b"), "\"a\" \"a-b\"");
}

TEST(SqliteStatements, PutADefaultThatIsNoLiteralIntoParentheses) {
  const auto with_default = [](const std::string& value) {
    Column made = sqlite_column("a", "");
    made.default_value = x(value);
    return column_text(made);
  };
  EXPECT_EQ(with_default("-1"), "\"a\" DEFAULT -1");
  EXPECT_EQ(with_default("'it''s'"), "\"a\" DEFAULT 'it''s'");
  EXPECT_EQ(with_default("X'00'"), "\"a\" DEFAULT X'00'");
  EXPECT_EQ(with_default("CURRENT_TIMESTAMP"), "\"a\" DEFAULT CURRENT_TIMESTAMP");
  EXPECT_EQ(with_default("1 + 1"), "\"a\" DEFAULT (1 + 1)");
  EXPECT_EQ(with_default("(random())"), "\"a\" DEFAULT (random())");
}

TEST(SqliteStatements, MakeARenamedIndexAnew) {
  Index ix = index("ix", {"a"}, kSqlite);
  ix.unique = true;
  ix.elements[0].collation = searched("NOCASE", kSqlite);
  ix.elements[0].descending = ix.elements[0].nulls_first = true;
  ix.where = x("a is not null");
  EXPECT_EQ(
      sql(RenameConstraint{q("t", kSqlite), ix, s("ix2")}),
      (Texts{"DROP INDEX \"ix\"",
             "CREATE UNIQUE INDEX \"ix2\" ON \"t\" (\"a\" COLLATE \"NOCASE\" DESC) WHERE a is not null"}));
}

TEST(SqliteStatements, AlterChecksForALibraryThatCan) {
  const QualifiedName t = q("t", kSqlite);
  const Check positive = check("ck", "a > 0", kSqlite);
  EXPECT_EQ(sql(AddConstraint{t, positive}), Texts{"ALTER TABLE \"t\" ADD CONSTRAINT \"ck\" CHECK (a > 0)"});
  EXPECT_EQ(sql(DropConstraint{t, positive}), Texts{"ALTER TABLE \"t\" DROP CONSTRAINT \"ck\""});
}

TEST(SqliteStatements, MakeTheTriggersOfATableAfterItsIndexes) {
  CreateTable op{
      table("t", {sqlite_column("a", "TEXT")}, {index("ix", {"a"}, kSqlite)}, kSqlite),
      {{"trigger", q("tr", kSqlite), q("t", kSqlite), "CREATE TRIGGER tr DELETE ON t BEGIN SELECT 1; END;"}}};
  const Texts all = sql(op);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[1], "CREATE INDEX \"ix\" ON \"t\" (\"a\")");
  EXPECT_EQ(all[2], "CREATE TRIGGER tr DELETE ON t BEGIN SELECT 1; END;");
}

TEST(SqliteStatements, RefuseWhatOnlyARebuildCanDo) {
  const QualifiedName t = q("t", kSqlite);
  EXPECT_THROW(sql(AddConstraint{t, unique("uq", {"a"}, kSqlite)}), Error);
  EXPECT_THROW(sql(AlterColumn{t, sqlite_column("a", "TEXT"), sqlite_column("a", "BLOB")}), Error);
  EXPECT_THROW(sql(CreateSchema{}), Error);
}

}  // namespace
}  // namespace tenon::this_file
