#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/live/target.h"

namespace tenon::test::this_file {
namespace {

std::string path_of(const Target& target) { return target.url().substr(std::string("sqlite:///").size()); }

/// Everything in the database, rows included, but for Alembic's own table.
std::string contents(Target& target) {
  return target.run("DROP TABLE IF EXISTS alembic_version;\n.dump").out +
         target.run("PRAGMA integrity_check").out;
}

/// What compiled in one database and, being there still, does not in the other.
Ran broken(const Target& before, const Target& after) {
  const std::string tool = std::string(TENON_TEST_DATA) + "/../tools/compiled_sqlite.py";
  return shell("python3 " + shell_quoted(tool) + " " + shell_quoted(path_of(before)) + " " +
               shell_quoted(path_of(after)));
}

const std::string kLog = "CREATE TABLE log (m TEXT); ";
const std::string kTwo = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT); ";
const std::string kOne = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); ";

/// A change that leaves views and triggers compiling, there and back.
struct Keeping {
  std::string name;
  std::string old_sql;  ///< with rows, where they matter
  std::string new_sql;
  std::string flags = "";
  std::string noted = "";  ///< by check, of what does not compile in the beginning
};

void PrintTo(const Keeping& each, std::ostream* out) { *out << each.name; }

class SqliteKeeping : public ::testing::TestWithParam<Keeping> {};

struct Made {
  std::unique_ptr<Target> start = make_target("sqlite");
  std::unique_ptr<Target> actual = make_target("sqlite");
  std::unique_ptr<Target> wanted = make_target("sqlite");
  TempFolder folder;

  Made(const std::string& old_sql, const std::string& new_sql) {
    EXPECT_EQ(start->run(old_sql).err + actual->run(old_sql).err + wanted->run(new_sql).err, "");
  }
};

TEST_P(SqliteKeeping, CompilesAfterTheScriptsOfBothWays) {
  const Keeping& each = GetParam();
  const Made made(each.old_sql, each.new_sql);
  const std::string dump = made.actual->dump();
  const std::string noted = check(*made.actual, made.wanted->word() + " " + each.flags).text;
  const bool notes = noted.find("does not compile") != std::string::npos;
  EXPECT_EQ(notes, !each.noted.empty()) << noted;
  EXPECT_NE(noted.find(each.noted), std::string::npos) << noted;
  const std::string base = generate_sql(*made.actual, made.wanted->word(), made.folder.path().string(),
                                        "--allow all " + each.flags);
  for (const char* way : {".up.sql", ".down.sql"}) {
    const Ran ran = made.actual->run(read_file(base + way));
    EXPECT_EQ(ran.err + ran.out, "") << read_file(base + way);
    const Ran found = broken(*made.start, *made.actual);
    EXPECT_EQ(found.code, 0) << way << found.out << found.err;
  }
  EXPECT_EQ(made.actual->dump(), dump);
}

TEST_P(SqliteKeeping, CompilesAfterTheRevisionsOfBothWays) {
  const Keeping& each = GetParam();
  const Made made(each.old_sql, each.new_sql);
  const Ran written =
      tenon("generate " + made.actual->word() + " " + made.wanted->word() +
            " -m step --style alembic --allow all --dir " + made.folder.path().string() + " " + each.flags);
  ASSERT_EQ(written.code, 0) << written.err;
  for (const char* way : {"upgrade head", "downgrade base"}) {
    const Ran ran = alembic(*made.actual, made.folder.path().string(), way);
    EXPECT_EQ(ran.code, 0) << ran.err;
    const Ran found = broken(*made.start, *made.actual);
    EXPECT_EQ(found.code, 0) << way << found.out << found.err;
  }
}

const std::string kUsers =
    "CREATE VIEW v AS SELECT id, b AS b FROM t; CREATE VIEW w AS SELECT count(*) AS n FROM v WHERE b > 'x'; "
    "CREATE TRIGGER "
    "tr AFTER UPDATE OF b ON t WHEN NEW.b <> OLD.b BEGIN INSERT INTO log VALUES (NEW.b); END; CREATE TRIGGER "
    "vi "
    "INSTEAD OF DELETE ON v BEGIN DELETE FROM t WHERE id = OLD.id; END; ";
const std::string kUsersOfAnotherColumn =
    "CREATE VIEW v AS SELECT id, x FROM s; CREATE VIEW w AS SELECT count(*) AS n FROM v WHERE x > 'x'; ";

const std::vector<Keeping> kKeeping{
    {"TableThatIsMadeAnew", kTwo + kLog + kUsers + "INSERT INTO t VALUES (1, 'a', 'b');",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT CHECK (b <> '')); " + kLog + kUsers},
    {"ColumnThatNobodyNames", "CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT, a TEXT); " + kLog + kUsers,
     "CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT); " + kLog + kUsers},
    {"NewColumnThatMayNotBeNull",
     kTwo + kLog + kUsers +
         "CREATE TRIGGER more AFTER INSERT ON log BEGIN INSERT INTO t (b) VALUES (NEW.m); END;",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT NOT NULL); " + kLog + kUsers +
         "CREATE TRIGGER more AFTER INSERT ON log BEGIN INSERT INTO t (b) VALUES (NEW.m); END;"},
    {"RenamedColumn", kTwo + kLog + kUsers,
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, x TEXT); " + kLog, "--rename column:t.b=x"},
    {"RenamedTableWithTriggersThatNameIt",
     kTwo + kLog + kUsers + "CREATE TRIGGER other AFTER INSERT ON log BEGIN UPDATE t SET b = NEW.m; END;",
     "CREATE TABLE s (id INTEGER PRIMARY KEY, a TEXT, b TEXT); " + kLog, "--rename table:t=s"},
    {"RenamedTableBesideAFullTextTable",
     kTwo + kLog + kUsers +
         "CREATE VIRTUAL TABLE f USING fts5 (b); CREATE TRIGGER fi AFTER INSERT ON t BEGIN INSERT INTO f (b) "
         "VALUES "
         "(NEW.b); END; CREATE INDEX i ON t (a);",
     "CREATE TABLE s (id INTEGER PRIMARY KEY, a TEXT, b TEXT); CREATE INDEX i ON s (a); " + kLog,
     "--rename table:t=s"},
    {"RenamedTableThatIsMadeAnew", kTwo + kLog + kUsers,
     "CREATE TABLE s (id INTEGER PRIMARY KEY, a TEXT, x TEXT NOT NULL DEFAULT ''); " + kLog +
         kUsersOfAnotherColumn,
     "--rename table:t=s --rename column:s.b=x"},
    {"TypesThatAreStrict", kTwo + kLog + kUsers + "INSERT INTO t VALUES (1, 'a', 'b');",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT) STRICT; " + kLog + kUsers},
    {"NumbersThatWereGivenOut",
     "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT); CREATE TABLE u (id INTEGER PRIMARY KEY "
     "AUTOINCREMENT, b TEXT); CREATE TABLE log (m TEXT); CREATE TRIGGER tu AFTER INSERT ON u BEGIN INSERT "
     "INTO t (b) "
     "VALUES (NEW.b); END; " +
         kUsers + "INSERT INTO t VALUES (7, 'x'); DELETE FROM t;",
     "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT CHECK (b <> '')); CREATE TABLE u (id "
     "INTEGER PRIMARY "
     "KEY AUTOINCREMENT, b TEXT); CREATE TABLE log (m TEXT); CREATE TRIGGER tu AFTER INSERT ON u BEGIN "
     "INSERT INTO t "
     "(b) VALUES (NEW.b); END; " +
         kUsers},
    {"TableThatIsDroppedWithItsTriggers",
     kTwo + kLog + kUsers +
         "CREATE TABLE u (x); CREATE TRIGGER ut AFTER INSERT ON u BEGIN INSERT INTO log VALUES "
         "(NEW.x); END;",
     kTwo + kLog + kUsers},
    {"ViewThatDidNotCompile", kTwo + kLog + kUsers + "CREATE VIEW bad AS SELECT c FROM t;",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT CHECK (b <> '')); " + kLog + kUsers +
         "CREATE VIEW bad AS SELECT c FROM t;",
     "", "view bad does not compile: no such column: c"},
    {"TriggerThatDidNotCompile",
     kTwo + kLog + kUsers +
         "CREATE TRIGGER bad AFTER INSERT ON t BEGIN INSERT INTO gone VALUES (NEW.a); END;",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT CHECK (b <> '')); " + kLog + kUsers +
         "CREATE TRIGGER bad AFTER INSERT ON t BEGIN INSERT INTO gone VALUES (NEW.a); END;",
     "", "trigger bad of t does not compile: no such table: main.gone"},
    {"ViewThatOnlyCompilesBetweenBothWays", kOne + "CREATE VIEW bad AS SELECT b FROM t;",
     kTwo + "CREATE VIEW bad AS SELECT b FROM t;", "", "view bad does not compile: no such column: b"},
    {"FunctionsAndCollationsOfAProgram",
     kTwo + kLog + kUsers +
         "CREATE VIEW own AS SELECT mine(b) FROM t ORDER BY a COLLATE ours; CREATE TRIGGER own AFTER "
         "INSERT ON t BEGIN INSERT INTO log VALUES (mine(NEW.a)); END;",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT CHECK (b <> '')); " + kLog + kUsers +
         "CREATE VIEW own AS SELECT mine(b) FROM t ORDER BY a COLLATE ours; CREATE TRIGGER own AFTER INSERT "
         "ON t BEGIN "
         "INSERT INTO log VALUES (mine(NEW.a)); END;"},
    {"FullTextTableWithItsTriggers",
     kTwo + "CREATE VIRTUAL TABLE f USING fts5 (b, content = 't', content_rowid = 'id'); CREATE TRIGGER fi "
            "AFTER "
            "INSERT ON t BEGIN INSERT INTO f (rowid, b) VALUES (NEW.id, NEW.b); END; CREATE VIEW found AS "
            "SELECT "
            "f.rowid FROM f WHERE f MATCH 'x'; INSERT INTO t VALUES (1, 'a', 'x');",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT CHECK (b <> '')); CREATE VIRTUAL TABLE f USING "
     "fts5 (b, "
     "content = 't', content_rowid = 'id'); CREATE TRIGGER fi AFTER INSERT ON t BEGIN INSERT INTO f (rowid, "
     "b) VALUES "
     "(NEW.id, NEW.b); END; CREATE VIEW found AS SELECT f.rowid FROM f WHERE f MATCH 'x';"},
    {"ViewThatNeverEnds",
     kTwo + "CREATE VIEW v AS WITH RECURSIVE c (x) AS (SELECT b FROM t UNION ALL SELECT x + 1 FROM c) SELECT "
            "count(x) "
            "AS n FROM c; INSERT INTO t VALUES (1, 'a', 1);",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT CHECK (b <> '')); CREATE VIEW v AS WITH "
     "RECURSIVE c (x) AS "
     "(SELECT b FROM t UNION ALL SELECT x + 1 FROM c) SELECT count(x) AS n FROM c;"},
};

INSTANTIATE_TEST_SUITE_P(Live, SqliteKeeping, ::testing::ValuesIn(kKeeping),
                         [](const auto& each) { return each.param.name; });

/// A script that is run where it was not made for: the database has what the one that it was made from had
/// not.
struct Stopping {
  std::string name;
  std::string old_sql;
  std::string new_sql;
  std::string more_sql;    ///< that only the other database has
  std::string said;        ///< by SQLite or the guard
  std::string first = "";  ///< run by the connection before the script
};

void PrintTo(const Stopping& each, std::ostream* out) { *out << each.name; }

class SqliteStopping : public ::testing::TestWithParam<Stopping> {};

/// Runs a script as a program does that sends one statement after the other and gives up at an error.
constexpr const char* kOneByOne = R"python(
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
statement = ""
for line in sys.stdin:
    statement += line
    if sqlite3.complete_statement(statement):
        db.execute(statement)
        statement = ""
)python";

TEST_P(SqliteStopping, StopsAnyRunnerWithNothingChanged) {
  const Stopping& each = GetParam();
  const Made made(each.old_sql, each.new_sql);
  const std::string base =
      generate_sql(*made.actual, made.wanted->word(), made.folder.path().string(), "--allow all");
  ASSERT_EQ(made.actual->run(each.more_sql).err, "");
  const std::string before = contents(*made.actual);
  const std::string path = shell_quoted(path_of(*made.actual));
  for (const std::string& runner :
       {"sqlite3 -bail " + path, "sqlite3 " + path, "python3 -c " + shell_quoted(kOneByOne) + " " + path}) {
    const Ran ran = shell(runner, each.first + read_file(base + ".up.sql"));
    EXPECT_NE(ran.code, 0) << runner;
    EXPECT_NE(ran.err.find(each.said), std::string::npos) << runner << ran.err;
    EXPECT_EQ(contents(*made.actual), before) << runner;
  }
}

TEST_P(SqliteStopping, StopsTheRevisionWithNothingChanged) {
  const Stopping& each = GetParam();
  if (!each.first.empty()) return;  // Alembic opens the connection by itself
  const Made made(each.old_sql, each.new_sql);
  const Ran written = tenon("generate " + made.actual->word() + " " + made.wanted->word() +
                            " -m step --style alembic --allow all --dir " + made.folder.path().string());
  ASSERT_EQ(written.code, 0) << written.err;
  ASSERT_EQ(made.actual->run(each.more_sql).err, "");
  const std::string before = contents(*made.actual);
  const Ran ran = alembic(*made.actual, made.folder.path().string(), "upgrade head");
  EXPECT_NE(ran.code, 0);
  EXPECT_NE(ran.err.find(each.said), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("; nothing was changed"), std::string::npos) << ran.err;
  EXPECT_EQ(contents(*made.actual), before);
}

const std::string kSome = "CREATE VIEW v AS SELECT id FROM t; ";
const std::string kChecked = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT CHECK (b <> '')); ";
const std::string kLost =
    "columns, indexes or triggers would be lost that did not exist when this was written";

const std::vector<Stopping> kStopping{
    {"AViewMore", kTwo + kSome + "INSERT INTO t VALUES (1, 'a', 'b');", kOne + kSome,
     "CREATE VIEW more AS SELECT b FROM t;", "error in view more: no such column: b"},
    {"ATriggerMore", kTwo + kLog + kSome, kOne + kLog + kSome,
     "CREATE TRIGGER more AFTER DELETE ON t BEGIN INSERT INTO log VALUES (OLD.b); END;", kLost},
    {"ATriggerOfADroppedTable",
     kTwo + kLog + "CREATE VIEW v AS SELECT id FROM t WHERE id > (SELECT 0 AS log);",
     kTwo + "CREATE VIEW v AS SELECT id FROM t WHERE id > (SELECT 0 AS log);",
     "CREATE TRIGGER more AFTER INSERT ON t BEGIN INSERT INTO log VALUES (1); END;",
     "error in trigger more: no such table: main.log"},
    {"ATriggerThatCountsColumns",
     kOne + kLog + "CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log SELECT a FROM t; END;",
     kTwo + kLog + "CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log SELECT a FROM t; END;",
     "DROP TRIGGER tr; DROP TABLE log; CREATE TABLE log (m, n); CREATE TRIGGER tr AFTER INSERT ON t BEGIN "
     "INSERT INTO "
     "log SELECT * FROM t; END;",
     "table log has 2 columns but 3 values were supplied"},
    {"ATriggerWhereThereWasNone", kTwo + kLog, kChecked + kLog,
     "CREATE TRIGGER more AFTER DELETE ON t BEGIN INSERT INTO log VALUES (OLD.b); END;", kLost},
    {"AnIndexMore", kTwo, kChecked, "CREATE INDEX more ON t (b);", kLost},
    {"AColumnMore", kTwo + "INSERT INTO t VALUES (1, 'a', 'b');", kChecked,
     "ALTER TABLE t ADD COLUMN c DEFAULT 5;", kLost},
    {"AColumnMoreThatIsComputed", kTwo + kSome, kOne + kSome, "ALTER TABLE t ADD COLUMN c AS (id + 1);",
     kLost},
    {"ATemporaryView", kTwo + kSome, kOne + kSome, "", "error in view own: no such column: b",
     "CREATE TEMP VIEW own AS SELECT b FROM t;\n"},
};

INSTANTIATE_TEST_SUITE_P(Live, SqliteStopping, ::testing::ValuesIn(kStopping),
                         [](const auto& each) { return each.param.name; });

TEST(SqliteDependents, FollowARenameWhateverTheConnectionHasSetOfAlterTable) {
  const Made made(kTwo + kLog + kUsers, "CREATE TABLE s (id INTEGER PRIMARY KEY, a TEXT, b TEXT); " + kLog);
  const std::string base =
      generate_sql(*made.actual, made.wanted->word(), made.folder.path().string(), "--rename table:t=s");
  EXPECT_EQ(made.actual->run("PRAGMA legacy_alter_table = ON;\n" + read_file(base + ".up.sql")).err, "");
  EXPECT_EQ(broken(*made.start, *made.actual).code, 0);
  EXPECT_EQ(made.actual->run("SELECT sql FROM sqlite_schema WHERE name = 'v'").out,
            "CREATE VIEW v AS SELECT id, b AS b FROM \"s\"\n");
}

TEST(SqliteDependents, AreNeverBrokenByAScriptThatAReportPrints) {
  const Made made(kTwo + "CREATE VIEW v AS SELECT b FROM t;", kOne);
  for (const char* verb : {" diff ", " check "}) {
    const Ran ran =
        shell(TENON_BIN + std::string(verb) + made.actual->url() + " " + made.wanted->url() + " -o sql");
    EXPECT_EQ(ran.code, 1) << verb;
    EXPECT_NE(ran.err.find("would break what compiles now: the upgrade: view v: no such column: b"),
              std::string::npos)
        << ran.err;
    EXPECT_EQ(ran.out.find("ALTER TABLE"), std::string::npos) << ran.out;
  }
}

TEST(SqliteDependents, LintNotesWhatDoesNotCompile) {
  const auto actual = make_target("sqlite");
  ASSERT_EQ(actual->run(kOne + "CREATE VIEW v AS SELECT b FROM t;").err, "");
  EXPECT_NE(tenon("lint " + actual->word()).out.find("note: view v does not compile: no such column: b\n"),
            std::string::npos);
}

TEST(SqliteDependents, WithoutViewsAndTriggersAScriptAsksNothing) {
  const Made made(kTwo, "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT CHECK (a <> ''), b TEXT);");
  const std::string base = generate_sql(*made.actual, made.wanted->word(), made.folder.path().string());
  EXPECT_EQ(read_file(base + ".up.sql").find("compile"), std::string::npos);
}

TEST(SqliteDependents, WhatNobodyKnewStopsTheJsonOfAMigrationToo) {
  const Made made(kTwo, kChecked);
  const Ran written = tenon("generate " + made.actual->word() + " " + made.wanted->word() +
                            " -m step --style json --dir " + made.folder.path().string());
  ASSERT_EQ(written.code, 0) << written.err;
  const nlohmann::json file = nlohmann::json::parse(read_file(written.out.substr(0, written.out.find('\n'))));
  std::string script;
  for (const nlohmann::json& op : file.at("up").at(0).at("ops"))
    for (const nlohmann::json& statement : op.at("sql")) script += statement.get<std::string>() + ";\n";
  ASSERT_EQ(made.actual->run("ALTER TABLE t ADD COLUMN c DEFAULT 5;").err, "");
  const Ran stopped = made.actual->run(script);
  EXPECT_NE(stopped.err.find("CHECK constraint failed: t: " + kLost), std::string::npos) << stopped.err;
  ASSERT_EQ(made.actual->run("ALTER TABLE t DROP COLUMN c;").err, "");
  EXPECT_EQ(made.actual->run(script).err, "");
  EXPECT_EQ(made.actual->dump(), made.wanted->dump());
}

TEST(SqliteDependents, WhatHasNothingToDoWithTheChangeIsNotAskedFor) {
  const std::string other = "CREATE TABLE o (x); CREATE VIEW v AS SELECT x FROM o; ";
  const Made made(kTwo + other,
                  "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT CHECK (a <> ''), b TEXT); " + other);
  const std::string base = generate_sql(*made.actual, made.wanted->word(), made.folder.path().string());
  EXPECT_EQ(read_file(base + ".up.sql").find("compile"), std::string::npos);
}

TEST(SqliteDependents, TheJsonOfAMigrationHoldsTheProof) {
  const Made made(kTwo + kLog + kUsers, "CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT); " + kLog + kUsers);
  const Ran written = tenon("generate " + made.actual->word() + " " + made.wanted->word() +
                            " -m step --style json --allow all --dir " + made.folder.path().string());
  ASSERT_EQ(written.code, 0) << written.err;
  const nlohmann::json step =
      nlohmann::json::parse(read_file(written.out.substr(0, written.out.find('\n')))).at("up").at(0);
  EXPECT_EQ(step.at("proof"), nlohmann::json::parse(R"json(["PRAGMA legacy_alter_table = OFF",
    "CREATE TABLE \"_tenon_compiled\" (x)", "ALTER TABLE \"_tenon_compiled\" RENAME TO \"_tenon_compiles\"",
    "DROP TABLE \"_tenon_compiles\"", "SELECT 1 FROM \"v\" LIMIT 0", "SELECT 1 FROM \"w\" LIMIT 0",
    "DELETE FROM \"v\" WHERE 0", "UPDATE \"t\" SET \"id\" = \"id\", \"b\" = \"b\" WHERE 0"])json"));
}

}  // namespace
}  // namespace tenon::test::this_file
