#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/render/alembic_sqlite.h"

namespace tenon::this_file {
namespace {

using namespace test::lite;
using test::x;

TEST(AlembicSqlite, CreatesTablesOfEveryKind) {
  Table rowless = table("rowless", {column("a", "TEXT", false)}, {primary_key("pk_r", {"a"})});
  rowless.options = with_option({}, "without_rowid", "true");
  Table strict = table("strict", {column("a", "ANY")});
  strict.options = with_option({}, "strict", "true");
  PrimaryKey key = primary_key("pk_c", {"id"});
  key.options = with_option({}, "autoincrement", "true");
  Table counted = table("counted", {column("id")}, {nameless(key)});
  Table dotted = table("do.tted", {column("a")}, {foreign_key("f", {"a"}, "do.tted", {"a"})});
  Table odd = table(
      "Select \"it's\"", {column("%s :x", ""), column("two\nlines", "TINYINT"), column("returning")},
      {unique_key("d\xc3\xa9j\xc3\xa0", {"%S :X", "RETURNING"}), check("100%", "\"%s :x\" <> ' :y %'")});
  odd.columns[1].default_value = x("'a' || ':b'");
  Index desc = index("i", {"%s :x"});
  desc.elements[0].descending = true;
  desc.elements[0].collation = test::searched("NOCASE", kSqlite);
  desc.unique = true;
  desc.where = x("\"%s :x\" <> ':z'");
  std::vector<Op> up;
  std::vector<Op> down = {DropConstraint{odd.name, desc}};
  for (const Table& each : {rowless, strict, counted, dotted, odd}) {
    up.push_back(CreateTable{each});
    down.push_back(DropTable{each});
  }
  up.push_back(AddConstraint{odd.name, desc});
  Database database("");
  database.up(up_and_down(up, down));
  EXPECT_EQ(database.declaration("counted"),
            "CREATE TABLE counted ( id INTEGER PRIMARY KEY AUTOINCREMENT ) ");
  EXPECT_EQ(database.declaration("rowless"),
            "CREATE TABLE rowless ( a TEXT NOT NULL, CONSTRAINT pk_r PRIMARY KEY (a) ) WITHOUT ROWID ");
  EXPECT_EQ(database.run("SELECT name, type, dflt_value FROM pragma_table_info('Select \"it''s\"')"),
            "%s :x||\ntwo\nlines|TINYINT|'a' || ':b'\nreturning|INTEGER|\n");
  EXPECT_EQ(database.run("SELECT count(*) FROM pragma_foreign_key_list('do.tted')"), "1\n");
  EXPECT_EQ(database.run("SELECT sql LIKE '%STRICT' FROM sqlite_master WHERE name = 'strict'"), "1\n");
  EXPECT_EQ(database.run("SELECT \"unique\", origin, partial FROM pragma_index_list('Select \"it''s\"')"),
            "1|c|1\n1|u|0\n");
  database.down();
  EXPECT_EQ(
      database.run(
          "SELECT count(*) FROM sqlite_master WHERE name NOT LIKE '%alembic%' AND name NOT LIKE 'sqlite%'"),
      "0\n");
}

TEST(AlembicSqlite, RebuildsWhateverTheNamesAre) {
  std::vector<Op> up;
  std::vector<Op> down;
  for (const char* odd : {"Mixed Case", "qu\"o\"te", "it's", "dotted.name", "100%% %(name)s", "two\nlines",
                          "d\xc3\xa9j\xc3\xa0", ":colon :x", "select", "returning", "back\\slash",
                          "a_very_long_name_that_goes_on_and_on_and_on_and_on_and_on_and_on_and_on"}) {
    const std::string name = odd;
    const Table actual = table(name, {column(name), column("b")}, {unique_key(name + "u", {odd})});
    Table declared = actual;
    declared.columns.push_back(column(name + "2", "TEXT"));
    declared.constraints = {unique_key(name + "v", {odd, "b"}), index(name + "i", {odd}),
                            check(name + "c", "b <> ':x'"), foreign_key(name + "f", {"b"}, name, {odd})};
    up.insert(up.end(), {CreateTable{actual}, RebuildTable{actual, declared, {}}});
    down.insert(down.end(), {RebuildTable{declared, actual, {}}, DropTable{actual}});
  }
  Database database("");
  database.up(up_and_down(up, down));
  EXPECT_EQ(
      database.run(
          "SELECT count(*), sum((SELECT count(*) FROM pragma_index_list(t.name))), sum((SELECT count(*) "
          "FROM pragma_foreign_key_list(t.name))), sum((SELECT count(*) FROM pragma_table_info(t.name))) "
          "FROM sqlite_master t WHERE type = 'table' AND name <> 'alembic_version'"),
      "12|24|12|36\n");
  database.down();
  EXPECT_EQ(database.run("SELECT name FROM sqlite_master WHERE name NOT LIKE '%alembic%'"), "");
}

TEST(AlembicSqlite, MindsNoCaseWhereSqliteDoesNot) {
  const Table actual =
      table("T", {column("Id"), column("B")}, {primary_key("PK", {"id"}), unique_key("u", {"b"})});
  Table declared =
      table("t", {column("ID"), column("b")},
            {primary_key("pk", {"Id"}), unique_key("U", {"b"}), foreign_key("f", {"B"}, "T", {"iD"})});
  Database database(
      "CREATE TABLE T (Id INTEGER, B INTEGER, CONSTRAINT PK PRIMARY KEY (id), CONSTRAINT u UNIQUE (b))");
  database.up(rebuilding(actual, declared));
  EXPECT_EQ(database.declaration("T"),
            "CREATE TABLE \"T\" ( \"Id\" INTEGER, \"B\" INTEGER, CONSTRAINT \"PK\" PRIMARY KEY (\"Id\"), "
            "CONSTRAINT u "
            "UNIQUE (\"B\"), CONSTRAINT f FOREIGN KEY(\"B\") REFERENCES \"T\" (\"Id\") ) ")
      << database.text();
}

TEST(AlembicSqlite, AddsAndDropsColumnsInPlace) {
  const Column added = column_with_default("c", "VARCHAR(30)", "'x'", false);
  Database database("CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1)");
  const std::string start = database.facts();
  database.up(up_and_down({AddColumn{q("t"), added}}, {DropColumn{q("t"), added}}));
  EXPECT_TRUE(database.says(
      "    op.add_column('t', sa.Column('c', sa.String(length=30), server_default=sa.text(\"'x'\"), "
      "nullable=False))\n"))
      << database.text();
  EXPECT_EQ(database.run("SELECT * FROM t"), "1|x\n");
  database.down();
  EXPECT_EQ(database.facts(), start);
}

TEST(AlembicSqlite, BringsBackTheTriggersOfATableThatWasDropped) {
  const Table gone = table("t", {column("a")});
  const UnmodelledObject trigger{"trigger", q("own"), q("t"),
                                 "CREATE TRIGGER own AFTER INSERT ON t BEGIN SELECT ':x; %'; END"};
  Database database("CREATE TABLE t (a INTEGER); " + trigger.definition);
  const std::string start = database.facts();
  database.up(up_and_down({DropTable{gone}}, {CreateTable{gone, {trigger}}}));
  EXPECT_EQ(database.run("SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'alembic_version'"), "0\n");
  database.down();
  EXPECT_EQ(database.facts(), start);
}

}  // namespace
}  // namespace tenon::this_file
