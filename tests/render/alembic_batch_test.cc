#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/render/alembic_sqlite.h"

namespace tenon::this_file {
namespace {

using namespace test::lite;
using test::x;

TEST(AlembicBatch, AddsAForeignKeyInBatch) {
  const Table actual =
      table("address", {column("id"), column("user_id")}, {primary_key("pk_address", {"id"})});
  Table declared = actual;
  declared.constraints.push_back(foreign_key("fk_user_address", {"user_id"}, "user", {"id"}));
  Database database(
      "CREATE TABLE user (id INTEGER PRIMARY KEY);"
      "CREATE TABLE address (id INTEGER, user_id INTEGER, CONSTRAINT pk_address PRIMARY KEY (id));"
      "INSERT INTO user VALUES (7); INSERT INTO address VALUES (5, 7), (6, NULL)");
  database.up(rebuilding(actual, declared));
  EXPECT_TRUE(database.says(
      "        batch_op.create_foreign_key(batch_op.f('fk_user_address'), 'user', ['user_id'], ['id'])\n"))
      << database.text();
  EXPECT_EQ(database.declaration("address"),
            "CREATE TABLE \"address\" ( id INTEGER, user_id INTEGER, CONSTRAINT pk_address PRIMARY KEY (id), "
            "CONSTRAINT fk_user_address FOREIGN KEY(user_id) REFERENCES user (id) ) ");
  EXPECT_EQ(database.run("SELECT * FROM address"), "5|7\n6|\n");
  database.down();
  EXPECT_EQ(
      database.declaration("address"),
      "CREATE TABLE \"address\" ( id INTEGER, user_id INTEGER, CONSTRAINT pk_address PRIMARY KEY (id) ) ");
}

// A table with one of everything that a rebuild may lose.
constexpr const char* kRichSql = R"sql(
CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT COLLATE NOCASE NOT NULL ON CONFLICT IGNORE,
  b TINYINT DEFAULT (1 + 1) CHECK (b <> ':x'), up INTEGER REFERENCES t (id) ON DELETE CASCADE, g INTEGER AS (b * 2) STORED,
  UNIQUE (a, b) ON CONFLICT REPLACE, CONSTRAINT late FOREIGN KEY (b) REFERENCES other (k) MATCH FULL DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE other (k INTEGER UNIQUE);
CREATE TABLE child (t INTEGER REFERENCES t (id) ON DELETE CASCADE);
CREATE INDEX part ON t (a DESC, lower(b)) WHERE b > 0;
CREATE TRIGGER own AFTER INSERT ON t BEGIN SELECT ':x; %'; END;
CREATE TRIGGER elsewhere AFTER INSERT ON other BEGIN DELETE FROM t WHERE b = new.k; END;
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT * FROM v;
INSERT INTO t (id, a, b, up) VALUES (1, 'x', 5, NULL), (2, 'y', 'many', 1), (90, 'z', 6, 2);
DELETE FROM t WHERE id = 90;
INSERT INTO child VALUES (1), (2);
)sql";

Table rich_table() {
  Table made = table("t", {column("id"), column("a", "TEXT", false),
                           column_with_default("b", "TINYINT", "1 + 1"), column("up"), column("g")});
  made.columns[1].collation = test::searched("NOCASE", kSqlite);
  made.columns[1].options = with_option({}, "not_null_on_conflict", "IGNORE");
  made.columns[4].generated = Generated{x("b * 2"), true};
  PrimaryKey key = primary_key("pk_t", {"id"});
  key.options = with_option({}, "autoincrement", "true");
  Unique pair = unique_key("uq_t_a", {"a", "b"});
  pair.options = with_option({}, "on_conflict", "REPLACE");
  ForeignKey up = foreign_key("fk_t_up_t", {"up"}, "t", {"id"});
  up.ondelete = Action::kCascade;
  ForeignKey late = foreign_key("late", {"b"}, "other", {"k"});
  late.match = Match::kFull;
  late.deferrable = late.initially_deferred = true;
  Index part = index("part", {"a"});
  part.elements[0].descending = true;
  part.elements.emplace_back().what = x("lower(b)");
  part.where = x("b > 0");
  made.constraints = {
      nameless(key), nameless(pair), part, nameless(check("ck_t_b", "b <> ':x'")), nameless(up), late};
  return made;
}

std::set<std::string> rich_items() {
  return {"id INTEGER PRIMARY KEY AUTOINCREMENT",
          "a TEXT COLLATE \"NOCASE\" NOT NULL ON CONFLICT IGNORE",
          "b TINYINT DEFAULT (1 + 1)",
          "up INTEGER",
          "g INTEGER GENERATED ALWAYS AS (b * 2) STORED",
          "UNIQUE (a, b) ON CONFLICT REPLACE",
          "CHECK (b <> ':x')",
          "FOREIGN KEY(up) REFERENCES t (id) ON DELETE CASCADE",
          "CONSTRAINT late FOREIGN KEY(b) REFERENCES other (k) MATCH FULL DEFERRABLE INITIALLY DEFERRED"};
}

std::vector<UnmodelledObject> rich_triggers() {
  return {{"trigger", q("own"), q("t"), "CREATE TRIGGER own AFTER INSERT ON t BEGIN SELECT ':x; %'; END"}};
}

TEST(AlembicBatch, LosesNothingOfATable) {
  const Table actual = rich_table();
  Table declared = actual;
  declared.columns.insert(declared.columns.begin() + 2, column("n"));
  declared.constraints.push_back(check("ck_new", "a <> ' \\:y'"));
  Database database(kRichSql);
  const std::string start = database.facts();
  database.up(rebuilding(actual, declared, rich_triggers()));
  EXPECT_TRUE(database.says("batch_op.create_check_constraint(")) << database.text();
  std::set<std::string> wanted = rich_items();
  wanted.insert({"n INTEGER", "CONSTRAINT ck_new CHECK (a <> ' \\:y')"});
  EXPECT_EQ(database.items("t"), wanted) << database.text();
  EXPECT_EQ(database.run("SELECT group_concat(name) FROM pragma_table_xinfo('t')"), "id,a,n,b,up,g\n");
  EXPECT_EQ(database.run("SELECT id, a, n, b, up, g FROM t; SELECT * FROM child; SELECT * FROM w"),
            "1|x||5||10\n2|y||many|1|0\n1\n2\nx\ny\n");
  EXPECT_EQ(database.run("SELECT name, seq FROM sqlite_sequence"), "t|90\n");
  database.down();
  EXPECT_EQ(database.facts(), start);
  EXPECT_EQ(database.items("t"), rich_items());
  EXPECT_EQ(database.run("SELECT name, seq FROM sqlite_sequence"), "t|90\n");
}

TEST(AlembicBatch, DropsWhatHasNoNameByTheNameItIsKnownBy) {
  const Table actual = rich_table();
  Table declared = actual;
  std::erase_if(declared.constraints, [](const Constraint& c) {
    return std::holds_alternative<Check>(c) || std::holds_alternative<Unique>(c) ||
           std::holds_alternative<ForeignKey>(c);
  });
  Database database(kRichSql);
  database.up(rebuilding(actual, declared, rich_triggers()));
  std::set<std::string> wanted = rich_items();
  std::erase_if(
      wanted, [](const std::string& item) { return std::isupper(static_cast<unsigned char>(item[0])) != 0; });
  EXPECT_EQ(database.items("t"), wanted) << database.text();
}

TEST(AlembicBatch, KeepsRowidsThatNoColumnHolds) {
  const Table actual = table("t", {column("a"), column("oid", "TEXT")});
  Table declared = actual;
  declared.constraints.push_back(unique_key("u", {"a"}));
  Database database("CREATE TABLE t (a INTEGER, oid TEXT); INSERT INTO t (rowid, a) VALUES (5, 1), (99, 2)");
  database.up(rebuilding(actual, declared));
  EXPECT_EQ(database.run("SELECT rowid, a FROM t ORDER BY 1"), "5|1\n99|2\n");
  database.down();
  EXPECT_EQ(database.run("SELECT rowid, a FROM t ORDER BY 1"), "5|1\n99|2\n");
}

TEST(AlembicBatch, AltersColumnsWithoutTouchingTheirValues) {
  const Table actual = table("t", {column("kept"), column_with_default("b", "TINYINT", "1"),
                                   column("c", "TEXT"), column("d", "TEXT"), column("gone")});
  Table declared = table(
      "t", {column("kept"), column("b", "BIGINT"), column_with_default("c", "TEXT", "'it''s :x'", false),
            column("d", "TEXT"), column("last", "VARCHAR(30)"), column_with_default("end", "REAL", "-1")});
  declared.columns[3].collation = test::searched("NOCASE", kSqlite);
  Database database(
      "CREATE TABLE t (kept INTEGER, b TINYINT DEFAULT 1, c TEXT, d TEXT, gone INTEGER);"
      "INSERT INTO t VALUES (1, 'many', NULL, 'd', 5), (2, 3, 'c', NULL, 6)");
  const std::string start = database.facts();
  RebuildTable filling{actual, declared, {}};
  filling.may_lose = {"fill_null"};
  database.up(up_and_down({filling}, {RebuildTable{declared, actual, {}}}));
  EXPECT_TRUE(database.says("with op.batch_alter_table(")) << database.text();
  EXPECT_EQ(database.run("SELECT *, typeof(b) FROM t"),
            "1|many|it's :x|d||-1.0|text\n2|3|c|||-1.0|integer\n");
  EXPECT_EQ(
      database.run("SELECT name, type, \"notnull\", dflt_value FROM pragma_table_info('t')"),
      "kept|INTEGER|0|\nb|BIGINT|0|\nc|TEXT|1|'it''s :x'\nd|TEXT|0|\nlast|VARCHAR(30)|0|\nend|REAL|0|-1\n");
  database.down();
  EXPECT_EQ(database.facts(), start);
}

TEST(AlembicBatch, PutsNewColumnsBehindThoseTheyAreDeclaredBehind) {
  const Table actual = table("t", {column("a"), column("b")});
  Table declared = table("t", {column("x1"), column("x2"), column("a"), column("y1"), column("y2"),
                               column("b"), column("z1"), column("z2")});
  declared.columns[4].generated = Generated{x("a + 1"), false};
  Database database("CREATE TABLE t (a INTEGER, b INTEGER); INSERT INTO t VALUES (1, 2)");
  database.up(rebuilding(actual, declared));
  EXPECT_EQ(database.run("SELECT group_concat(name) FROM pragma_table_xinfo('t')"),
            "x1,x2,a,y1,y2,b,z1,z2\n");
  EXPECT_EQ(database.run("SELECT a, y2, b FROM t"), "1|2|2\n");
  database.down();
  EXPECT_EQ(database.run("SELECT group_concat(name) FROM pragma_table_xinfo('t')"), "a,b\n");
}

TEST(AlembicBatch, ChangesPrimaryKeys) {
  const Table none = table("t", {column("a", "INTEGER", false), column("b", "TEXT", false)});
  Table one = none;
  one.constraints = {primary_key("pk_a", {"a"})};
  Table two = none;
  two.constraints = {primary_key("pk_ba", {"b", "a"})};
  for (const auto& [actual, declared] : {std::pair(none, one), std::pair(one, two), std::pair(two, none)}) {
    Database database("");
    database.run(
        actual.constraints.empty() ? "CREATE TABLE t (a INTEGER NOT NULL, b TEXT NOT NULL)"
        : actual == one
            ? "CREATE TABLE t (a INTEGER NOT NULL, b TEXT NOT NULL, CONSTRAINT pk_a PRIMARY KEY (a))"
            : "CREATE TABLE t (a INTEGER NOT NULL, b TEXT NOT NULL, CONSTRAINT pk_ba PRIMARY KEY (b, a))");
    database.run("INSERT INTO t VALUES (3, 'x')");
    const std::string start = database.facts();
    database.up(rebuilding(actual, declared));
    EXPECT_TRUE(database.says("with op.batch_alter_table(")) << database.text();
    const auto* key = declared.constraints.empty() ? nullptr : &std::get<PrimaryKey>(declared.constraints[0]);
    std::string columns;
    if (key)
      for (const Name& name : key->columns) columns += (columns.empty() ? "" : ",") + name.text;
    EXPECT_EQ(
        database.run(
            "SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info('t') WHERE pk ORDER BY pk)"),
        columns + "\n");
    EXPECT_EQ(database.run("SELECT * FROM t"), "3|x\n");
    database.down();
    EXPECT_EQ(database.facts(), start);
  }
}

// What batch mode has no word for is done by the statements that a SQL script would have.
TEST(AlembicBatch, WritesSqlWhereBatchModeWouldLoseSomething) {
  Table strict = table("t", {column("a", "INTEGER"), column("b", "TEXT")});
  strict.options = with_option({}, "strict", "true");
  Table own = table("t", {column("a"), column("b", "TEXT")}, {check("c", "t.a > 0")});
  Table named = table("t", {column("a"), column("b", "TEXT")}, {primary_key("mine", {"a"})});
  std::get<PrimaryKey>(named.constraints[0]).options = with_option({}, "autoincrement", "true");
  Unique replacing = unique_key("u", {"b"});
  replacing.options = with_option({}, "on_conflict", "REPLACE");
  struct Case {
    const char* before;
    Table actual;
    Constraint added;
  };
  for (const Case& each :
       {Case{"CREATE TABLE t (a INTEGER, b TEXT) STRICT", strict, unique_key("u", {"b"})},
        Case{"CREATE TABLE t (a INTEGER, b TEXT, CONSTRAINT c CHECK (t.a > 0))", own, unique_key("u", {"b"})},
        Case{"CREATE TABLE t (a INTEGER CONSTRAINT mine PRIMARY KEY AUTOINCREMENT, b TEXT)", named,
             unique_key("u", {"b"})},
        Case{"CREATE TABLE t (a INTEGER, b TEXT)", table("t", {column("a"), column("b", "TEXT")}),
             replacing}}) {
    Table declared = each.actual;
    declared.constraints.push_back(each.added);
    sort_constraints(declared.constraints);
    Database database(std::string(each.before) +
                      "; CREATE VIEW v AS SELECT * FROM t;"
                      "CREATE TABLE child (t INTEGER REFERENCES t (a)); INSERT INTO t VALUES (1, 'x')");
    const std::string start = database.facts();
    database.up(rebuilding(each.actual, declared));
    EXPECT_GT(database.text().find("batch_alter_table"), database.text().find("def downgrade"))
        << database.text();
    EXPECT_EQ(database.run("SELECT origin FROM pragma_index_list('t'); SELECT * FROM v"), "u\n1|x\n")
        << each.before;
    database.down();
    EXPECT_EQ(database.facts(), start) << each.before;
  }
}

}  // namespace
}  // namespace tenon::this_file
