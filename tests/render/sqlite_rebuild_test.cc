#include <gtest/gtest.h>

#include "render/sql_script.h"
#include "tests/render/sqlite_orders.h"
#include "tests/render/sqlite_shell.h"

namespace tenon::this_file {
namespace {

using namespace test;

std::string rows(const SqliteShell& db) {
  return db.query(
      "SELECT rowid, * FROM orders; SELECT * FROM item; SELECT * FROM note; SELECT * FROM log;"
      "SELECT * FROM sqlite_sequence; PRAGMA integrity_check; PRAGMA foreign_key_check;");
}

std::string objects(const SqliteShell& db) {
  return db.query(
      "SELECT type, name, tbl_name, CASE WHEN name = 'orders' THEN '' ELSE sql END FROM sqlite_schema "
      "WHERE name NOT LIKE 'sqlite_%' AND type <> 'index' ORDER BY 2;"
      "SELECT name, tbl_name FROM sqlite_schema WHERE type = 'index' ORDER BY 1;");
}

Table checked_orders() { return with(orders(), check("ck_total", "total > -9", kSqlite)); }

TEST(SqliteRebuild, KeepsRowsSequenceTriggersViewsAndChildrenWhetherForeignKeysAreOnOrOff) {
  for (const std::string pragma : {"-cmd 'PRAGMA foreign_keys=ON'", "-cmd 'PRAGMA foreign_keys=OFF'"}) {
    const SqliteShell db(shop());
    const std::string rows_before = rows(db);
    const std::string objects_before = objects(db);
    const Ran ran = db.run(sql_script(rebuild_of_orders(checked_orders())), "-bail " + pragma);
    EXPECT_EQ(ran.err, "");
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(ran.code, 0);
    EXPECT_EQ(rows(db), rows_before);
    EXPECT_EQ(objects(db), objects_before);
    EXPECT_EQ(db.query("INSERT INTO v (code) VALUES ('n'); SELECT * FROM log; SELECT count(*) FROM vv;"),
              "orders 91\n4\n");
    EXPECT_EQ(db.query("PRAGMA foreign_keys=ON; DELETE FROM orders WHERE id = 1; SELECT count(*) FROM note;"),
              "1\n");
  }
}

TEST(SqliteRebuild, EditsTheStoredText) {
  const SqliteShell db(shop());
  db.run(sql_script(rebuild_of_orders(checked_orders())));
  EXPECT_EQ(db.query("SELECT sql FROM sqlite_schema WHERE name = 'orders';"),
            "CREATE TABLE orders (\n"
            "  id INTEGER PRIMARY KEY AUTOINCREMENT, -- the number on the paper\n"
            "  up INTEGER REFERENCES orders (id) ON DELETE CASCADE,\n"
            "  code TEXT COLLATE NOCASE,\n"
            "  total NUMERIC(10, 2) DEFAULT 0, -- in euros\n"
            "  CONSTRAINT \"ck_total\" CHECK (total > -9)\n"
            ")\n");
}

TEST(SqliteRebuild, GivesNoNumberOutAgainAlsoWhenTheTableIsEmpty) {
  const SqliteShell db(shop());
  db.run("DELETE FROM orders;");
  db.run(sql_script(rebuild_of_orders(checked_orders())), "-bail");
  EXPECT_EQ(
      db.query(
          "SELECT * FROM sqlite_sequence; INSERT INTO orders (code) VALUES ('n'); SELECT id FROM orders;"),
      "orders|90\n91\n");
}

TEST(SqliteRebuild, FillsGapsOfANewNotNullWithTheDefault) {
  const SqliteShell db(shop());
  db.run("UPDATE orders SET total = NULL WHERE id = 2;");
  Table to = declared(orders());
  to.columns[3].nullable = false;
  RebuildTable op{orders(), to, {orders_trigger()}};
  const Ran stopped = db.run(sql_script(sqlite_plan({op})), "-bail");
  EXPECT_EQ(stopped.out,
            "orders: 1 rows have no value in total, which its default would fill; generate with --allow "
            "fill_null if that is meant\n");
  op.may_lose = {"fill_null"};
  EXPECT_EQ(db.run(sql_script(sqlite_plan({op})), "-bail").err, "");
  EXPECT_EQ(db.query("SELECT id, total FROM orders;"), "1|6\n2|0\n3|-1\n");
}

TEST(SqliteRebuild, AddsAndDropsColumns) {
  const SqliteShell db(shop());
  Table to = declared(orders());
  to.columns.erase(to.columns.begin() + 2);
  std::erase_if(to.constraints, [](const Constraint& c) { return std::holds_alternative<Index>(c); });
  Column made = sqlite_column("made", "TEXT", false);
  made.default_value = x("CURRENT_DATE");
  db.run("DROP VIEW vv; DROP VIEW v;");
  EXPECT_EQ(db.run(sql_script(rebuild_of_orders(with(to, made))), "-bail").err, "");
  EXPECT_EQ(db.query("SELECT id, total, made = CURRENT_DATE FROM orders;"), "1|6|1\n2|0|1\n3|-1|1\n");
  EXPECT_EQ(db.query("SELECT sql FROM sqlite_schema WHERE name = 'orders';"),
            "CREATE TABLE orders (\n"
            "  id INTEGER PRIMARY KEY AUTOINCREMENT, -- the number on the paper\n"
            "  up INTEGER REFERENCES orders (id) ON DELETE CASCADE,\n"
            "  total NUMERIC(10, 2) DEFAULT 0, -- in euros\n"
            "  \"made\" TEXT NOT NULL DEFAULT CURRENT_DATE\n"
            ")\n");
}

struct Rebuilt {
  const char* what;
  std::string setup;  ///< makes and fills table t
  Table from;
  Table to;
  std::string query;
};

Table t(std::vector<Column> columns, std::vector<Constraint> constraints = {}, Options options = {}) {
  Table made = table("t", std::move(columns), std::move(constraints), kSqlite);
  made.options = std::move(options);
  return made;
}

std::vector<Rebuilt> rebuilt_tables() {
  const Column a = sqlite_column("a", "TEXT");
  const Column rowid = sqlite_column("rowid", "TEXT");
  const Constraint ck = check("ck", "a <> 'z'", kSqlite);
  Column computed = sqlite_column("b", "TEXT");
  computed.generated = Generated{x("upper(a)"), true};
  const Constraint own = check("own", "t.a <> 'y'", kSqlite);
  PrimaryKey auto_key = primary_key("", {"i"}, kSqlite);
  auto_key.options = {{"autoincrement", "true"}};
  const Column i = sqlite_column("i", "INTEGER");
  const Constraint key = primary_key("k", {"a"}, kSqlite);
  return {
      {"rowids without a column",
       "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('p'), ('q'), ('r'); DELETE FROM t WHERE a = 'p';",
       t({a}), t({a}, {ck}), "SELECT rowid, a FROM t;"},
      {"a rowid behind a column called rowid",
       "CREATE TABLE t (rowid TEXT, a TEXT); INSERT INTO t VALUES ('1', 'p'), ('1', 'q'); DELETE FROM t "
       "WHERE a = 'p';",
       t({rowid, a}), t({rowid, a}, {ck}), "SELECT _rowid_, rowid, a FROM t;"},
      {"no rowid",
       "CREATE TABLE t (a TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID; INSERT INTO t VALUES ('p'), ('q');",
       t({a}, {key}, {{"without_rowid", "true"}}), t({a}, {key, ck}, {{"without_rowid", "true"}}),
       "SELECT * FROM t;"},
      {"STRICT", "CREATE TABLE t (a TEXT) STRICT; INSERT INTO t VALUES ('p'), ('q');",
       t({a}, {}, {{"strict", "true"}}), t({a}, {ck}, {{"strict", "true"}}), "SELECT rowid, * FROM t;"},
      {"a generated column",
       "CREATE TABLE t (a TEXT, b TEXT GENERATED ALWAYS AS (upper(a)) STORED); INSERT INTO t VALUES ('p');",
       t({a, computed}), t({a, computed}, {ck}), "SELECT rowid, * FROM t;"},
      {"a check that names its own table",
       "CREATE TABLE t (i INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT, CONSTRAINT own CHECK (t.a <> 'y'));"
       "INSERT INTO t VALUES (7, 'p'), (9, 'q'); DELETE FROM t WHERE i = 9;",
       t({i, a}, {nameless(auto_key), own}), t({i, a}, {nameless(auto_key), own, ck}),
       "SELECT * FROM t; SELECT * FROM sqlite_sequence;"},
  };
}

TEST(SqliteRebuild, KeepsWhatEveryKindOfTableHolds) {
  for (const Rebuilt& each : rebuilt_tables()) {
    SCOPED_TRACE(each.what);
    const SqliteShell db(each.setup);
    const std::string before = db.query(each.query);
    const Ran ran = db.run(sql_script(sqlite_plan({RebuildTable{each.from, each.to, {}}})),
                           "-bail -cmd 'PRAGMA foreign_keys=ON'");
    EXPECT_EQ(ran.out + ran.err, "");
    EXPECT_EQ(db.query(each.query), before);
    EXPECT_NE(db.run("INSERT INTO t (a) VALUES ('z');").err.find("CHECK constraint failed: ck"),
              std::string::npos);
  }
}

TEST(SqliteRebuild, KeepsQuotedAndForeignNames) {
  const std::string name = "a \"b\" 'c' ü.%";
  const std::string sql = "\"a \"\"b\"\" 'c' ü.%\"";
  const SqliteShell db("CREATE TABLE " + sql + " (" + sql + " TEXT); INSERT INTO " + sql + " VALUES ('p');");
  const Table from = table(name, {sqlite_column(name, "TEXT")}, {}, kSqlite);
  const Table to =
      table(name, {sqlite_column(name, "TEXT")},
            {check(name, sql + " <> 'z'", kSqlite), index("ix " + name, {name}, kSqlite)}, kSqlite);
  const Ran ran = db.run(sql_script(sqlite_plan({RebuildTable{from, to, {}}})), "-bail");
  EXPECT_EQ(ran.out + ran.err, "");
  EXPECT_EQ(db.query("SELECT * FROM " + sql + "; SELECT name FROM sqlite_schema;"),
            "p\n" + name + "\nix " + name + "\n");
}

TEST(SqliteRebuild, RebuildsTablesThatBelongTogetherInOneTransaction) {
  const SqliteShell db(shop());
  const std::string before = rows(db);
  const Column id = sqlite_column("id", "INTEGER", false);
  const Column order_id = sqlite_column("order_id", "INTEGER", false);
  ForeignKey key = foreign_key("fk_item", {"order_id"}, "orders", {"id"}, kSqlite);
  key.ondelete = Action::kRestrict;
  const Table from = table("item", {id, order_id}, {primary_key("", {"id"}, kSqlite)}, kSqlite);
  const Table to = with(from, key);
  const UnmodelledObject item_trigger{
      "trigger", q("item_ai", kSqlite), q("item", kSqlite),
      "CREATE TRIGGER item_ai AFTER INSERT ON item BEGIN UPDATE orders SET total = total + 1 "
      "WHERE id = NEW.order_id; END"};
  Plan plan = rebuild_of_orders(checked_orders());
  plan.steps.front().ops.emplace_back(RebuildTable{from, to, {item_trigger}});
  const Ran ran = db.run(sql_script(plan), "-bail -cmd 'PRAGMA foreign_keys=ON'");
  EXPECT_EQ(ran.out + ran.err, "");
  EXPECT_EQ(rows(db), before);
  EXPECT_EQ(db.query("PRAGMA foreign_key_list(item);"), "0|0|orders|order_id|id|NO ACTION|RESTRICT|NONE\n");
}

TEST(SqliteRebuild, DropsATableWithoutCascadingIntoItsChildren) {
  const SqliteShell db(
      "CREATE TABLE p (id INTEGER PRIMARY KEY); INSERT INTO p VALUES (1);"
      "CREATE TABLE t (a TEXT, p INTEGER REFERENCES p ON DELETE CASCADE); INSERT INTO t VALUES ('x', 1);");
  const Column a = sqlite_column("a", "TEXT");
  const Column p = sqlite_column("p", "INTEGER");
  const Table from = t({a, p}, {nameless(foreign_key("", {"p"}, "p", {"id"}, kSqlite))});
  const Table parent = table("p", {sqlite_column("id", "INTEGER")}, {}, kSqlite);
  const Ran ran = db.run(sql_script(sqlite_plan({RebuildTable{from, t({a, p}), {}}, DropTable{parent}})),
                         "-bail -cmd 'PRAGMA foreign_keys=ON'");
  EXPECT_EQ(ran.out + ran.err, "");
  EXPECT_EQ(db.query("SELECT * FROM t; SELECT name FROM sqlite_schema;"), "x|1\nt\n");
}

TEST(SqliteRebuild, MendsAForeignKeyWhoseParentHadNoKey) {
  const SqliteShell db(
      "CREATE TABLE p (a TEXT); INSERT INTO p VALUES ('x');"
      "CREATE TABLE c (a TEXT REFERENCES p (a)); INSERT INTO c VALUES ('x'), ('orphan');");
  const Column a = sqlite_column("a", "TEXT");
  const Table from = table("p", {a}, {}, kSqlite);
  const Ran ran = db.run(
      sql_script(sqlite_plan({RebuildTable{from, with(from, unique("uq", {"a"}, kSqlite)), {}}})), "-bail");
  EXPECT_EQ(ran.out + ran.err, "");
  EXPECT_EQ(db.query("PRAGMA foreign_key_check;"), "c|2|p|0\n");
}

}  // namespace
}  // namespace tenon::this_file
