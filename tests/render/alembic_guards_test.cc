#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/render/alembic_sqlite.h"

namespace tenon::this_file {
namespace {

using namespace test::lite;
using test::x;

TEST(AlembicGuards, StopsBeforeACascadeCouldWipeRows) {
  const Table actual = table("t", {column("id")}, {primary_key("pk_t", {"id"})});
  Table declared = actual;
  declared.columns.push_back(column("b"));
  declared.constraints.push_back(unique_key("u", {"b"}));
  for (const Migration& migration :
       {rebuilding(actual, declared), up_and_down({DropTable{actual}}, {CreateTable{actual}})}) {
    Database database(
        "CREATE TABLE t (id INTEGER, CONSTRAINT pk_t PRIMARY KEY (id));"
        "CREATE TABLE child (t INTEGER REFERENCES t (id) ON DELETE CASCADE);"
        "INSERT INTO t VALUES (1); INSERT INTO child VALUES (1)");
    database.write(migration);
    database.set_up_connection_by("PRAGMA foreign_keys=ON");
    const test::Ran refused = database.alembic("upgrade head");
    EXPECT_NE(refused.code, 0);
    EXPECT_NE(refused.err.find("PRAGMA foreign_keys is on"), std::string::npos) << refused.err;
    EXPECT_EQ(database.run("SELECT * FROM child; SELECT count(*) FROM t"), "1\n1\n");
    const test::Ran offline = database.alembic("upgrade head --sql");
    EXPECT_NE(offline.code, 0);
    EXPECT_NE(offline.err.find("run it online, without --sql"), std::string::npos) << offline.err;
  }
}

TEST(AlembicGuards, RunsOnceForeignKeysAreOffAsItsMessageSays) {
  const Table actual = table("t", {column("id")}, {primary_key("pk_t", {"id"})});
  Table declared = actual;
  declared.columns.push_back(column("b"));
  declared.constraints.push_back(unique_key("u", {"b"}));
  Database database(
      "CREATE TABLE t (id INTEGER, CONSTRAINT pk_t PRIMARY KEY (id));"
      "CREATE TABLE child (t INTEGER REFERENCES t (id) ON DELETE CASCADE);"
      "INSERT INTO t VALUES (1); INSERT INTO child VALUES (1)");
  database.set_up_connection_by("PRAGMA foreign_keys=ON;PRAGMA foreign_keys=OFF");
  database.up(rebuilding(actual, declared));
  EXPECT_EQ(database.run("SELECT * FROM child; SELECT * FROM t"), "1\n1|\n");
}

TEST(AlembicGuards, StopsAtRowsThatAreInTheWayAndLeavesEverythingAsItWas) {
  const Table actual = table("t", {column("a"), column("b")});
  Table key = actual;
  key.constraints = {foreign_key("f", {"a"}, "p", {"id"})};
  Table full = actual;
  full.columns[1].nullable = false;
  Table alone = actual;
  alone.constraints = {unique_key("u", {"a"})};
  struct Case {
    Table declared;
    const char* message;
  };
  for (const Case& each : {Case{key, "t: 2 "}, Case{full, "t: 1 "}, Case{alone, "t: 1 "}}) {
    Database database(
        "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (a INTEGER, b INTEGER);"
        "INSERT INTO t VALUES (5, NULL), (5, 1)");
    const std::string start = database.run(".dump");
    Migration migration = rebuilding(actual, each.declared);
    migration.up.steps[0].ops.insert(migration.up.steps[0].ops.begin(),
                                     CreateTable{table("new", {column("a")})});
    database.write(migration);
    const test::Ran ran = database.alembic("upgrade head");
    EXPECT_NE(ran.code, 0);
    EXPECT_NE(ran.err.find(each.message), std::string::npos) << ran.err;
    EXPECT_EQ(database.run("SELECT count(*) FROM sqlite_master WHERE name = 'new' OR name LIKE '%tmp%'"),
              "0\n");
    EXPECT_EQ(database.run("DROP TABLE IF EXISTS alembic_version;\n.dump"), start);
  }
}

TEST(AlembicGuards, StopsWhereChildrenWouldLoseTheirParents) {
  const Table parent = table("p", {column("id")}, {primary_key("pk_p", {"id"})});
  Database database(
      "CREATE TABLE p (id INTEGER, CONSTRAINT pk_p PRIMARY KEY (id)); CREATE TABLE t (a INTEGER REFERENCES p "
      "(id));"
      "INSERT INTO p VALUES (1); INSERT INTO t VALUES (1)");
  database.write(up_and_down({DropTable{parent}}, {CreateTable{parent}}));
  const test::Ran ran = database.alembic("upgrade head");
  EXPECT_NE(ran.code, 0);
  EXPECT_NE(ran.err.find("t: 1 rows refer to rows that are not there"), std::string::npos) << ran.err;
  EXPECT_EQ(database.run("SELECT * FROM p"), "1\n");
}

TEST(AlembicGuards, LeavesAUniqueIndexToSqliteWhereThereIsNoDatabaseToAsk) {
  Index once = index("once", {"a"});
  once.unique = true;
  Database database("CREATE TABLE t (a INTEGER)");
  database.write(up_and_down({AddConstraint{q("t"), once}}, {DropConstraint{q("t"), once}}));
  const test::Ran ran = database.alembic("upgrade head --sql");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("CREATE UNIQUE INDEX once ON t (a);"), std::string::npos) << ran.out;
  EXPECT_EQ(ran.out.find("SELECT count"), std::string::npos) << ran.out;
}

}  // namespace
}  // namespace tenon::this_file
