#include <gtest/gtest.h>

#include "render/sql_script.h"
#include "tests/render/sqlite_orders.h"
#include "tests/render/sqlite_shell.h"

namespace tenon::this_file {
namespace {

using namespace test;

struct Refused {
  std::string message;
  std::string count;
  Table to;
};

Table orders_with(void (*change)(Table&)) {
  Table made = declared(orders());
  change(made);
  return made;
}

std::vector<Refused> refused_rebuilds() {
  Index partial = index("ix_part", {"code"}, kSqlite);
  partial.unique = true;
  partial.where = x("total < 9");
  ForeignKey orphaned = foreign_key("fk_total", {"total"}, "item", {"id"}, kSqlite);
  return {
      {"orders: rows violate check ck_total", "orders: 2 rows violate check ck_total",
       with(orders(), check("ck_total", "total > 0 and id > 0", kSqlite))},
      {"orders: rows have no value in up, which is to be NOT NULL",
       "orders: 2 rows have no value in up, which is to be NOT NULL",
       orders_with([](Table& made) { made.columns[1].nullable = false; })},
      {"orders: rows would have no value in the new column made",
       "orders: 3 rows would have no value in the new column made",
       with(orders(), sqlite_column("made", "TEXT", false))},
      {"orders: values occur more than once, against unique uq_code",
       "orders: 1 values occur more than once, against unique uq_code",
       with(orders(), unique("uq_code", {"code"}, kSqlite))},
      {"orders: values occur more than once, against unique index ix_part",
       "orders: 1 values occur more than once, against unique index ix_part", with(orders(), partial)},
      {"orders: rows violate foreign key fk_total", "orders: 3 rows violate foreign key fk_total",
       with(orders(), orphaned)},
  };
}

TEST(SqliteScript, RefusesWhatTheRowsViolateWithItsCountAndChangesNothing) {
  for (const Refused& each : refused_rebuilds()) {
    for (const std::string options :
         {"-bail -cmd 'PRAGMA foreign_keys=ON'", "-cmd 'PRAGMA foreign_keys=ON'", ""}) {
      SCOPED_TRACE(each.message + " " + options);
      const SqliteShell db(shop());
      const std::string before = db.dump();
      const Ran ran = db.run(sql_script(rebuild_of_orders(each.to)), options);
      EXPECT_NE(ran.code, 0);
      EXPECT_EQ(ran.out, each.count + "\n");
      EXPECT_NE(ran.err.find(": " + each.message + " (19)\n"), std::string::npos) << ran.err;
      EXPECT_EQ(db.dump(), before);
    }
  }
}

TEST(SqliteScript, CountsDuplicatesByTheCollationThatIsWanted) {
  const SqliteShell db(shop());
  Table to = orders_with([](Table& made) { made.columns[2].collation = {}; });
  const Ran ran =
      db.run(sql_script(rebuild_of_orders(with(to, unique("uq_code", {"code"}, kSqlite)))), "-bail");
  EXPECT_EQ(ran.out + ran.err, "");
  EXPECT_EQ(db.query("SELECT count(*) FROM orders WHERE code = 'a';"), "1\n");
}

TEST(SqliteScript, CountsRowsWithoutAParentThatIsRebuiltToo) {
  const SqliteShell db(shop());
  db.run("CREATE TABLE t (code TEXT); INSERT INTO t VALUES ('a'), ('zz');");
  const Table from = table("t", {sqlite_column("code", "TEXT")}, {}, kSqlite);
  Plan plan = rebuild_of_orders(with(orders(), check("ck", "id > 0", kSqlite)));
  plan.steps.front().ops.emplace_back(
      RebuildTable{from, with(from, foreign_key("fk", {"code"}, "orders", {"code"}, kSqlite)), {}});
  EXPECT_EQ(db.run(sql_script(plan)).out, "t: 1 rows violate foreign key fk\n");
}

TEST(SqliteScript, RefusesToRunInsideATransactionAndChangesNothing) {
  for (const std::string options :
       {"-bail -cmd 'PRAGMA foreign_keys=ON'", "-bail", "-cmd 'PRAGMA foreign_keys=ON'", ""}) {
    SCOPED_TRACE(options);
    const SqliteShell db(shop());
    const std::string before = db.dump();
    const Ran ran =
        db.run("BEGIN;\n" + sql_script(rebuild_of_orders(with(orders(), check("ck", "id > 0", kSqlite)))) +
                   "COMMIT;\n",
               options);
    EXPECT_NE(ran.err.find("run this outside any transaction"), std::string::npos) << ran.err;
    EXPECT_EQ(db.dump(), before);
  }
}

TEST(SqliteScript, ChangesNothingWhenTheCopyFailsInAWayNobodyForesaw) {
  Table to = with(orders(), sqlite_column("g", "INTEGER"));
  to.columns.back().default_value = x("abs(-9223372036854775807 - 1)");
  for (const std::string options : {"-bail", ""}) {
    const SqliteShell db(shop());
    const std::string before = db.dump();
    const Ran ran = db.run(sql_script(rebuild_of_orders(to)), options);
    EXPECT_NE(ran.err.find("integer overflow"), std::string::npos) << ran.err;
    EXPECT_EQ(db.dump(), before);
  }
}

/// The statements of a script that say what it is for.
bool has_in_order(const std::string& script, const std::vector<std::string>& pieces) {
  std::size_t at = 0;
  for (const std::string& piece : pieces) {
    at = script.find(piece, at);
    if (at == std::string::npos) return false;
  }
  return true;
}

TEST(SqliteScript, AltersChecksOnlyUnderALibraryThatCan) {
  const QualifiedName orders_name = orders().name;
  Plan plan = sqlite_plan({DropConstraint{orders_name, check("old", "id > 0", kSqlite)},
                           AddConstraint{orders_name, check("ck_total", "total > 0", kSqlite)}});
  plan.dialect = &at_version(kSqlite, "3.53.0");
  const std::string script = sql_script(plan);
  EXPECT_TRUE(has_in_order(
      script, {"SELECT CAST(substr(sqlite_version(), 3) AS INTEGER) < 53", "BEGIN IMMEDIATE;",
               "ALTER TABLE \"orders\" DROP CONSTRAINT \"old\";",
               "SELECT count(*) FROM \"orders\" WHERE NOT (total > 0)",
               "ALTER TABLE \"orders\" ADD CONSTRAINT \"ck_total\" CHECK (total > 0);", "COMMIT;"}))
      << script;
  const SqliteShell db(shop());
  if (db.run("SELECT CAST(substr(sqlite_version(), 3) AS INTEGER) < 53").out != "1\n") return;
  const std::string before = db.dump();
  for (const std::string options : {"-bail", ""}) {
    const Ran ran = db.run(script, options);
    EXPECT_NE(ran.err.find("this SQLite is older than 3.53"), std::string::npos) << ran.err;
    EXPECT_EQ(db.dump(), before);
  }
}

TEST(SqliteScript, ChangesNothingWhenAnIndexCannotBeMade) {
  Index wrong = index("ix_wrong", {}, kSqlite);
  IndexElement element;
  element.what = x("no_such_function(id)");
  wrong.elements.push_back(element);
  for (const std::string options : {"-bail", ""}) {
    const SqliteShell db(shop());
    const std::string before = db.dump();
    const Ran ran = db.run(sql_script(rebuild_of_orders(with(orders(), wrong))), options);
    EXPECT_NE(ran.err.find("no such function"), std::string::npos) << ran.err;
    EXPECT_EQ(db.dump(), before);
  }
}

TEST(SqliteScript, ChangesNothingInADatabaseThatIsLocked) {
  const SqliteShell db(shop());
  const std::string before = db.dump();
  const std::string script = sql_script(rebuild_of_orders(with(orders(), check("ck", "id > 0", kSqlite))));
  TempFolder folder;
  write_file(folder.file("script"), script);
  const Ran ran = db.run("BEGIN IMMEDIATE;\n.shell sqlite3 " + shell_quoted(db.path()) + " < " +
                         shell_quoted(folder.file("script")) + "\nCOMMIT;\n");
  EXPECT_NE(ran.err.find("database is locked"), std::string::npos) << ran.err;
  EXPECT_EQ(db.dump(), before);
}

TEST(SqliteScript, CountsOnlyNewViolationsOfForeignKeys) {
  const SqliteShell db(shop());
  db.run("INSERT INTO item VALUES (50, 777);");
  const Ran ran =
      db.run(sql_script(rebuild_of_orders(with(orders(), check("ck", "id > 0", kSqlite)))), "-bail");
  EXPECT_EQ(ran.out + ran.err, "");
}

TEST(SqliteScript, RefusesACollationThatLosesParents) {
  const SqliteShell db(
      "CREATE TABLE p (k TEXT COLLATE NOCASE UNIQUE); INSERT INTO p VALUES ('x'), ('y');"
      "CREATE TABLE c (k TEXT REFERENCES p (k)); INSERT INTO c VALUES ('X'), ('y');");
  const std::string before = db.dump();
  const Constraint key = nameless(unique("", {"k"}, kSqlite));
  Column folded = sqlite_column("k", "TEXT");
  folded.collation = searched("NOCASE", kSqlite);
  const Table from = table("p", {folded}, {key}, kSqlite);
  const Table to = table("p", {sqlite_column("k", "TEXT")}, {key}, kSqlite);
  const Ran ran = db.run(sql_script(sqlite_plan({RebuildTable{from, to, {}}})));
  EXPECT_EQ(ran.out, "1 rows refer to missing rows, which they did not before\n");
  EXPECT_EQ(db.dump(), before);
}

TEST(SqliteScript, GuardsAnyNumberOfTables) {
  std::string setup;
  std::vector<Op> ops;
  for (int i = 0; i < 150; ++i) {
    const std::string name = "t" + std::to_string(i);
    setup += "CREATE TABLE " + name + " (a INTEGER); INSERT INTO " + name + " VALUES (1);";
    const Table from = table(name, {sqlite_column("a", "INTEGER")}, {}, kSqlite);
    ops.emplace_back(RebuildTable{from, with(from, check("ck", "a < 5", kSqlite)), {}});
  }
  const SqliteShell db("BEGIN;" + setup + "COMMIT;");
  const Ran ran = db.run(sql_script(sqlite_plan(std::move(ops))), "-bail");
  EXPECT_EQ(ran.out + ran.err, "");
  EXPECT_EQ(db.query("SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%a < 5%'; SELECT a FROM t149;"),
            "150\n1\n");
}

TEST(SqliteScript, IsPlainWhenNoRowsMove) {
  const Table made = table("t", {sqlite_column("id", "INTEGER", false), sqlite_column("a", "TEXT")},
                           {primary_key("pk_t", {"id"}, kSqlite)}, kSqlite);
  EXPECT_EQ(
      sql_script(sqlite_plan({CreateTable{made}, AddConstraint{made.name, index("ix_t_a", {"a"}, kSqlite)},
                              DropColumn{q("u", kSqlite), sqlite_column("b", "TEXT")}})),
      "-- SQLite: brings its own transaction; run it outside any.\n"
      "-- Where it stops at an error, ROLLBACK leaves all as it was.\n"
      "\n"
      "BEGIN IMMEDIATE;\n"
      "\n"
      "CREATE TABLE \"t\" (\n"
      "    \"id\" INTEGER NOT NULL,\n"
      "    \"a\" TEXT,\n"
      "    CONSTRAINT \"pk_t\" PRIMARY KEY (\"id\")\n"
      ");\n"
      "\n"
      "CREATE INDEX \"ix_t_a\" ON \"t\" (\"a\");\n"
      "\n"
      "-- destroys data: drop_column\n"
      "ALTER TABLE \"u\" DROP COLUMN \"b\";\n"
      "\n"
      "COMMIT;\n");
}

TEST(SqliteScript, SaysWhenThereIsNothingToDo) {
  EXPECT_EQ(sql_script(sqlite_plan({})), "-- SQLite: nothing to do.\n");
}

TEST(SqliteScript, LeavesNothingTemporaryBehind) {
  const SqliteShell db(shop());
  const std::string script = sql_script(rebuild_of_orders(with(orders(), check("ck", "id > 0", kSqlite))));
  EXPECT_EQ(
      db.query(script +
               "SELECT count(*) FROM sqlite_temp_schema; PRAGMA foreign_keys; PRAGMA legacy_alter_table;"),
      "0\n0\n0\n");
}

}  // namespace
}  // namespace tenon::this_file
