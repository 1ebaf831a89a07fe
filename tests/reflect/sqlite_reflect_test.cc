#include <gtest/gtest.h>

#include "reflect/database.h"
#include "sql/key.h"
#include "tests/support/builders.h"
#include "tests/support/print.h"
#include "tests/support/sqlite.h"

namespace tenon::this_file {
namespace {

Catalog reflected(std::string_view sql) {
  const test::TemporarySqlite database(sql);
  return open_sqlite(database.url())->reflect();
}

Table table(std::string_view sql) { return reflected(sql).tables.at(0); }

std::vector<Name> ns(std::initializer_list<std::string_view> names) { return test::ns(names, kSqlite); }
Expression x(std::string_view text) { return expression(text, kSqlite); }

Column column(std::string_view name, std::string_view written, bool nullable = true) {
  Column made = test::column(name, "", nullable, kSqlite);
  made.type = type(written, kSqlite);
  return made;
}

Table expected(std::string_view name, std::vector<Column> columns, std::vector<Constraint> constraints = {}) {
  return test::table(name, std::move(columns), std::move(constraints), kSqlite);
}

PrimaryKey pk(std::string_view name, std::initializer_list<std::string_view> columns, Options options = {}) {
  PrimaryKey made = test::primary_key(name, columns, kSqlite);
  made.options = std::move(options);
  return made;
}

Unique uq(std::string_view name, std::initializer_list<std::string_view> columns, Options options = {}) {
  Unique made = test::unique(name, columns, kSqlite);
  made.options = std::move(options);
  return made;
}

Check ck(std::string_view name, std::string_view text) {
  Check made = test::check(name, "", kSqlite);
  made.sqltext = x(text);
  return made;
}

ForeignKey fk(std::string_view name, std::initializer_list<std::string_view> columns,
              std::string_view table_name, std::initializer_list<std::string_view> referred) {
  return test::foreign_key(name, columns, table_name, referred, kSqlite);
}

TEST(SqliteReflect, ReadsColumnsWithEveryAttribute) {
  Column name = column("Name", "varchar(30)", false);
  name.default_value = x("'it''s'");
  name.collation = test::searched("nocase", kSqlite);
  name.options = {{"not_null_on_conflict", "REPLACE"}};
  Column made = column("made", "");
  made.default_value = x("datetime('now')");
  Column twice = column("twice", "int");
  twice.generated = Generated{x("id * 2"), false};
  Column kept = column("kept", "text");
  kept.generated = Generated{x("lower(name)"), true};
  EXPECT_EQ(table(R"(CREATE TABLE t (
      id INTEGER PRIMARY KEY, Name varchar(30) COLLATE NOCASE NOT NULL ON CONFLICT REPLACE DEFAULT 'it''s',
      made DEFAULT (datetime('now')), twice int AS (id * 2),
      kept text GENERATED ALWAYS AS (lower(name)) STORED, none int DEFAULT NULL COLLATE binary)
    ;)"),
            expected("t", {column("id", "INTEGER", false), name, made, twice, kept, column("none", "int")},
                     {pk("", {"id"})}));
}

TEST(SqliteReflect, ReadsABareWordBehindDefaultAsTheStringItIs) {
  const Table found = table(
      "CREATE TABLE t (a DEFAULT Abc, b DEFAULT \"Abc\", c DEFAULT true, d DEFAULT "
      "current_timestamp, e DEFAULT -1);");
  std::vector<std::string> keys;
  for (const Column& each : found.columns) keys.push_back(each.default_value->key);
  EXPECT_EQ(keys, (std::vector<std::string>{"'Abc'", "'Abc'", "true", "current_timestamp", "- 1"}));
  EXPECT_EQ(found.columns[0].default_value->text, "'Abc'");
}

TEST(SqliteReflect, KnowsWhichKeysForbidNull) {
  EXPECT_TRUE(table("CREATE TABLE t (a TEXT PRIMARY KEY);").columns[0].nullable);
  EXPECT_FALSE(table("CREATE TABLE t (a INTEGER PRIMARY KEY);").columns[0].nullable);
  EXPECT_FALSE(table("CREATE TABLE t (a INTEGER, PRIMARY KEY (a DESC));").columns[0].nullable);
  EXPECT_TRUE(table("CREATE TABLE t (a INTEGER PRIMARY KEY DESC);").columns[0].nullable);
  EXPECT_TRUE(table("CREATE TABLE t (a INT PRIMARY KEY);").columns[0].nullable);
  EXPECT_FALSE(table("CREATE TABLE t (a TEXT PRIMARY KEY) WITHOUT ROWID;").columns[0].nullable);
  EXPECT_FALSE(table("CREATE TABLE t (a TEXT PRIMARY KEY) STRICT;").columns[0].nullable);
}

TEST(SqliteReflect, ReadsKeysWithNamesConflictsOrderAndCollation) {
  EXPECT_EQ(
      table(
          "CREATE TABLE t (id INTEGER CONSTRAINT pk_t PRIMARY KEY ON CONFLICT REPLACE AUTOINCREMENT, a TEXT "
          "UNIQUE, b TEXT COLLATE nocase, CONSTRAINT uq_t UNIQUE (b COLLATE binary DESC, a) ON CONFLICT FAIL "
          "UNIQUE (b, a) ON CONFLICT ABORT);"),
      expected("t",
               {column("id", "INTEGER", false), column("a", "TEXT"),
                [] {
                  Column b = column("b", "TEXT");
                  b.collation = test::searched("nocase", kSqlite);
                  return b;
                }()},
               {pk("pk_t", {"id"}, {{"autoincrement", "true"}, {"on_conflict", "REPLACE"}}), uq("", {"a"}),
                uq("", {"b", "a"}),
                uq("uq_t", {"b", "a"}, {{"collate", "b binary"}, {"on_conflict", "FAIL"}, {"order", "b"}})}));
}

TEST(SqliteReflect, TellsADescendingIntegerKeyFromTheRowid) {
  EXPECT_EQ(table("CREATE TABLE t (a INTEGER PRIMARY KEY DESC);").constraints,
            (std::vector<Constraint>{pk("", {"a"}, {{"order", "a"}})}));
  EXPECT_EQ(table("CREATE TABLE t (a INTEGER, PRIMARY KEY (a DESC));").constraints,
            (std::vector<Constraint>{pk("", {"a"})}));
}

TEST(SqliteReflect, TakesANamelessUniqueSaidTwiceForOne) {
  EXPECT_EQ(table("CREATE TABLE t (a UNIQUE, UNIQUE (a), CONSTRAINT u UNIQUE (a));").constraints,
            (std::vector<Constraint>{uq("", {"a"}), uq("u", {"a"})}));
}

TEST(SqliteReflect, ReadsRepeatedColumnsOfKeysAsSqliteKeepsThem) {
  const std::vector<Constraint> keys = {pk("", {"a", "b", "c"}), uq("", {"b"})};
  EXPECT_EQ(table("CREATE TABLE t (a, b UNIQUE, c, PRIMARY KEY (a, b, a, c));").constraints, keys);
  EXPECT_EQ(table("CREATE TABLE t (a, b UNIQUE, c, PRIMARY KEY (a, b, a, c)) WITHOUT ROWID;").constraints,
            keys);
}

TEST(SqliteReflect, ReadsChecksOfColumnsAndOfTheTable) {
  EXPECT_EQ(
      table("CREATE TABLE t (a int CHECK (a > 0) CONSTRAINT ck CHECK (a < 9), CHECK (a <> ')'), CONSTRAINT "
            "[c k] CHECK (a IN (1, 2)));")
          .constraints,
      (std::vector<Constraint>{ck("", "a > 0"), ck("", "a <> ')'"), ck("c k", "a in (1, 2)"),
                               ck("ck", "a < 9")}));
}

TEST(SqliteReflect, ReadsForeignKeys) {
  ForeignKey by_column = fk("", {"a"}, "p", {"x", "y"});
  by_column.referred_columns = ns({"y"});
  by_column.ondelete = Action::kSetNull;
  by_column.match = Match::kFull;
  by_column.deferrable = true;
  by_column.initially_deferred = true;
  ForeignKey by_table = fk("fk_t", {"a", "b"}, "p", {"x", "y"});
  by_table.onupdate = Action::kRestrict;
  ForeignKey not_deferred = fk("n", {"b"}, "gone", {});
  EXPECT_EQ(
      reflected(
          "CREATE TABLE p (y, x, PRIMARY KEY (x, y)); CREATE TABLE t (a REFERENCES P (y) ON DELETE SET NULL "
          "MATCH FULL DEFERRABLE INITIALLY DEFERRED, b CONSTRAINT n REFERENCES gone NOT DEFERRABLE "
          "INITIALLY DEFERRED, CONSTRAINT fk_t FOREIGN KEY (a, b) REFERENCES p ON UPDATE RESTRICT);")
          .tables.at(1)
          .constraints,
      (std::vector<Constraint>{by_column, by_table, not_deferred}));
}

TEST(SqliteReflect, ReadsIndexes) {
  Index ordered = test::index("i_ordered", {"a", "b"}, kSqlite);
  ordered.elements[0].descending = true;
  ordered.elements[0].nulls_first = true;
  ordered.elements[1].collation = test::searched("rtrim", kSqlite);
  ordered.unique = true;
  ordered.where = x("a IS NOT NULL");
  Index expressed = test::index("i_expressed", {"a"}, kSqlite);
  expressed.elements[0].what = x("lower(a)");
  Index plain = test::index("i_plain", {"b"}, kSqlite);
  EXPECT_EQ(
      table(
          "CREATE TABLE t (a, b COLLATE nocase UNIQUE); CREATE UNIQUE INDEX i_ordered ON t (a DESC, b "
          "COLLATE "
          "rtrim) WHERE a IS NOT NULL; CREATE INDEX i_expressed ON t ((lower(a))); CREATE INDEX i_plain ON t "
          "('b' COLLATE NOCASE);")
          .constraints,
      (std::vector<Constraint>{uq("", {"b"}), expressed, ordered, plain}));
}

TEST(SqliteReflect, ReadsTableOptionsAndKeepsTheStoredText) {
  const Table found = table("CREATE TABLE 'a.b \"%' (\"x\ny\" ANY PRIMARY KEY) STRICT, WITHOUT ROWID;");
  Table wanted = expected("a.b \"%", {column("x\ny", "ANY", false)}, {pk("", {"x\ny"})});
  wanted.options = {{"strict", "true"}, {"without_rowid", "true"}};
  EXPECT_EQ(found, wanted);
  EXPECT_EQ(*found.stored_sql, "CREATE TABLE 'a.b \"%' (\"x\ny\" ANY PRIMARY KEY) STRICT, WITHOUT ROWID");
}

TEST(SqliteReflect, SaysWhoNamedWhat) {
  const Table found = table("CREATE TABLE t (a int PRIMARY KEY, CONSTRAINT u UNIQUE (a));");
  EXPECT_EQ(named_by(found.constraints[0]), NamedBy::kNobody);
  EXPECT_EQ(named_by(found.constraints[1]), NamedBy::kUser);
}

TEST(SqliteReflect, CountsWhatItDoesNotModelAndLeavesOutWhatIsSqlites) {
  const Catalog found = reflected(
      "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a); CREATE INDEX i ON t (a); INSERT INTO t (a) "
      "VALUES (1); "
      "ANALYZE; CREATE VIEW v AS SELECT a FROM t; CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END; "
      "CREATE VIRTUAL TABLE f USING fts5 (x);");
  EXPECT_EQ(found.tables.size(), 1U);
  std::vector<std::string> others;
  for (const UnmodelledObject& other : found.unmodelled)
    others.push_back(other.kind + " " + to_string(other.name) + " on " + to_string(other.table));
  EXPECT_EQ(others, (std::vector<std::string>{"shadow table f_config on f", "shadow table f_content on f",
                                              "shadow table f_data on f", "shadow table f_docsize on f",
                                              "shadow table f_idx on f", "trigger g on t", "view v on ",
                                              "virtual table f on "}));
  EXPECT_EQ(found.unmodelled[5].definition, "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END");
}

TEST(SqliteReflect, SaysThatATableIsNotUnderstoodRatherThanLosingIt) {
  const Catalog found = reflected(
      "CREATE TABLE t (a, CONSTRAINT c CHECK (a > 1), CONSTRAINT C CHECK (a < 9)); CREATE "
      "INDEX i ON t (a); CREATE TABLE u (a);");
  EXPECT_EQ(found.tables, (std::vector<Table>{expected("u", {column("a", "")})}));
  ASSERT_EQ(found.unmodelled.size(), 1U);
  EXPECT_EQ(found.unmodelled[0].kind, "index");
  EXPECT_EQ(found.not_understood,
            (std::vector<NotUnderstoodObject>{
                {test::q("t", kSqlite),
                 {},
                 "it has two constraints of one kind that are both called C",
                 "CREATE TABLE t (a, CONSTRAINT c CHECK (a > 1), CONSTRAINT C CHECK (a < 9))"}}));
}

TEST(SqliteReflect, TakesTypesAsSqliteDoes) {
  const Table found = table(
      "CREATE TABLE t (a int GENERATED ALWAYS, b INT GENERATED ALWAYS more, c [VAR CHAR](3), d \"x\" (4), e "
      "'y', "
      "f generated_at_night always)");
  std::vector<std::string> types;
  for (const Column& each : found.columns) types.push_back(each.type.text);
  EXPECT_EQ(types, (std::vector<std::string>{"int", "INT GENERATED ALWAYS more", "VAR CHAR](3", "x", "y",
                                             "generated_at_night"}));
}

TEST(SqliteReflect, ReadsTextsThatAlterTableEdited) {
  const Table found = table(
      "CREATE TABLE t (a int -- one\n, CONSTRAINT u UNIQUE (a)); ALTER TABLE t ADD COLUMN b text REFERENCES "
      "t (a); ALTER "
      "TABLE t RENAME COLUMN a TO \"c d\"; ALTER TABLE t RENAME TO \"x y\";");
  EXPECT_EQ(found, expected("x y", {column("c d", "int"), column("b", "text")},
                            {uq("u", {"c d"}), fk("", {"b"}, "x y", {"c d"})}));
}

TEST(SqliteReflect, CountsTheSettingsOfTheFileThatSqliteDoesNotWriteByItself) {
  const Catalog found = reflected(
      "PRAGMA page_size = 8192; PRAGMA encoding = 'UTF-16le'; PRAGMA auto_vacuum = full; PRAGMA user_version "
      "= -7; "
      "PRAGMA application_id = 5; PRAGMA journal_mode = wal; CREATE TABLE t (a);");
  std::vector<std::string> settings;
  for (const UnmodelledObject& other : found.unmodelled)
    settings.push_back(other.kind + " " + to_string(other.name) + ": " + other.definition);
  EXPECT_EQ(settings, (std::vector<std::string>{"file setting application_id: PRAGMA application_id = 5",
                                                "file setting auto_vacuum: PRAGMA auto_vacuum = 1",
                                                "file setting encoding: PRAGMA encoding = 'UTF-16le'",
                                                "file setting journal_mode: PRAGMA journal_mode = wal",
                                                "file setting page_size: PRAGMA page_size = 8192",
                                                "file setting user_version: PRAGMA user_version = -7"}));
}

TEST(SqliteReflect, ReadsAnEmptyDatabase) { EXPECT_EQ(reflected(""), test::catalog({}, kSqlite)); }

}  // namespace
}  // namespace tenon::this_file
