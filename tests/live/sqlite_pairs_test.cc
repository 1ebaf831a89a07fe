#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/live/target.h"

namespace tenon::test::this_file {
namespace {

/// Two states of a SQLite schema, and what must be true after the way from the one to the other and back.
struct Pair {
  std::string name;
  std::string old_sql;  ///< with rows
  std::string new_sql;
  std::string query;  ///< asked after the upgrade
  std::string answer;
  std::string flags = "";
};

void PrintTo(const Pair& pair, std::ostream* out) { *out << pair.name; }

class SqlitePair : public ::testing::TestWithParam<Pair> {};

void expect_in_sync(const Target& target, const std::string& declared, const std::string& flags) {
  const Checked found = check(target, declared + " " + flags);
  EXPECT_EQ(found.findings, std::vector<std::string>{}) << declared;
  EXPECT_EQ(found.code, 0) << found.text;
}

void expect_in_sync_with_itself(const Target& target, const std::string& folder) {
  expect_in_sync(target, target.word(), "");
  const std::string inspection = folder + "/inspection.json";
  EXPECT_EQ(tenon("inspect " + target.word() + " -o json=" + inspection).code, 0);
  expect_in_sync(target, inspection, "");
}

/// The dump without quotes: SQLite itself rewrites a string in double quotes when it drops a column.
std::string unquoted(std::string dump) {
  std::erase(dump, '\'');
  return dump;
}

TEST_P(SqlitePair, LeadsThereAndBack) {
  const Pair& pair = GetParam();
  const TempFolder folder;
  const auto before = make_target("sqlite");
  const auto wanted = make_target("sqlite");
  ASSERT_EQ(before->run(pair.old_sql).err, "");
  ASSERT_EQ(wanted->run(pair.new_sql).err, "");
  const std::string rows = "SELECT * FROM t ORDER BY rowid;";
  const std::string dump = before->dump();
  for (const auto* each : {&before, &wanted}) expect_in_sync_with_itself(**each, folder.path().string());

  const std::string base =
      generate_sql(*before, wanted->word(), folder.path().string(), "--allow all " + pair.flags);
  ASSERT_FALSE(base.empty());
  const Ran up = before->run(read_file(base + ".up.sql"));
  EXPECT_EQ(up.err + up.out, "") << read_file(base + ".up.sql");
  expect_in_sync(*before, wanted->word(), pair.flags);
  EXPECT_EQ(before->run(pair.query).out, pair.answer);
  EXPECT_EQ(before->run("PRAGMA integrity_check").out, "ok\n");

  const Ran down = before->run(read_file(base + ".down.sql"));
  EXPECT_EQ(down.err + down.out, "");
  EXPECT_EQ(unquoted(before->dump()), unquoted(dump));
}

const std::string kStored = "SELECT sql FROM sqlite_schema WHERE name = 'i';";

const std::string kTrigger = "CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO l VALUES (1); END; ";
const std::string kView = "CREATE VIEW v AS SELECT a FROM t; ";
/// Of a table that is not there, before as after: nothing is asked of them.
const std::string kBrokenView =
    "CREATE VIEW v AS SELECT a FROM gone; CREATE TRIGGER v_ii INSTEAD OF INSERT ON v BEGIN INSERT INTO gone "
    "(a) "
    "VALUES "
    "(NEW.a); END; ";
const std::string kBrokenTrigger =
    "CREATE TRIGGER one AFTER INSERT ON t BEGIN INSERT INTO gone (a) VALUES (NEW.a); END; ";

const std::vector<Pair> kPairs{
    {"NoColumnSurvives", "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2), (3, 4), (5, 6);",
     "CREATE TABLE t (x CHECK (x > 0) DEFAULT 7, y);", "SELECT rowid, * FROM t;", "1|7|\n2|7|\n3|7|\n"},
    {"NoColumnSurvivesAndTheRowidGetsAName",
     "CREATE TABLE t (a, b); INSERT INTO t (rowid, a) VALUES (7, 1), (9, 2);",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, y DEFAULT 'y');", "SELECT * FROM t;", "7|y\n9|y\n"},
    {"NoColumnSurvivesWithoutRowid",
     "CREATE TABLE t (a TEXT PRIMARY KEY DEFAULT 'z') WITHOUT ROWID; INSERT INTO t VALUES ('k');",
     "CREATE TABLE t (b DEFAULT (1 + 1));", "SELECT * FROM t;", "2\n"},
    {"RowidsBecomeANewPrimaryKey", "CREATE TABLE t (a); INSERT INTO t (rowid, a) VALUES (5, 'x'), (8, 'y');",
     "CREATE TABLE t (a, id INTEGER PRIMARY KEY);", "SELECT id, a FROM t;", "5|x\n8|y\n"},
    {"DescendingKeyAtItsColumnIsNotTheRowid",
     "CREATE TABLE t (id INTEGER PRIMARY KEY DESC, a); INSERT INTO t VALUES (30, 1), (NULL, 2);",
     "CREATE TABLE t (id INTEGER PRIMARY KEY DESC, a, CHECK (a < 9));",
     "SELECT rowid, id FROM t ORDER BY 1; SELECT count(*) FROM pragma_index_list('t');", "1|30\n2|\n1\n"},
    {"RowidKeyBecomesADescendingOne",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a); INSERT INTO t VALUES (30, 1);",
     "CREATE TABLE t (id INTEGER PRIMARY KEY DESC, a);", "SELECT rowid, id FROM t;", "30|30\n"},
    {"DescendingKeyOfTheTableIsTheRowid",
     "CREATE TABLE t (id INTEGER, a, PRIMARY KEY (id DESC)); INSERT INTO t VALUES (30, 1);",
     "CREATE TABLE t (id INTEGER, a, PRIMARY KEY (id DESC), CHECK (a < 9));", "SELECT rowid, id FROM t;",
     "30|30\n"},
    {"IndexesThatStayKeepTheirText", "CREATE TABLE t (a, b); CREATE INDEX  I on t ( a /* first */ , B );",
     "CREATE TABLE t (a, b, CHECK (a > 0)); CREATE INDEX  I on t ( a /* first */ , B );",
     "SELECT sql FROM sqlite_schema WHERE name = 'I';", "CREATE INDEX I on t ( a /* first */ , B )\n"},
    {"ReferencesWithoutColumnsWhereThereIsNoKey",
     "CREATE TABLE p (a); CREATE TABLE t (a REFERENCES p, b REFERENCES nowhere, c REFERENCES nowhere (x)); "
     "INSERT "
     "INTO t VALUES (1, 2, 3);",
     "CREATE TABLE p (a); CREATE TABLE t (a REFERENCES p, b REFERENCES nowhere, c REFERENCES nowhere (x), "
     "CHECK "
     "(a > 0));",
     "SELECT \"table\", \"to\" FROM pragma_foreign_key_list('t'); SELECT * FROM t;",
     "nowhere|x\nnowhere|\np|\n1|2|3\n"},
    {"ReferencesAKeyThatIsNoneByItsCollation",
     "CREATE TABLE p (a); CREATE UNIQUE INDEX i ON p (a COLLATE NOCASE); CREATE TABLE t (a REFERENCES p "
     "(a));",
     "CREATE TABLE p (a); CREATE UNIQUE INDEX i ON p (a COLLATE NOCASE); CREATE TABLE t (a REFERENCES p (a), "
     "b "
     "UNIQUE);",
     "SELECT \"to\" FROM pragma_foreign_key_list('t');", "a\n"},
    {"ForeignKeyWhoseRowsHaveNoParentsActsOtherwise",
     "CREATE TABLE p (a PRIMARY KEY); CREATE TABLE t (a REFERENCES p, b REFERENCES nowhere (x)); INSERT INTO "
     "t VALUES "
     "(1, 2);",
     "CREATE TABLE p (a PRIMARY KEY); CREATE TABLE t (a REFERENCES p ON DELETE CASCADE, b REFERENCES nowhere "
     "(x) ON "
     "UPDATE SET NULL);",
     "SELECT on_delete, on_update FROM pragma_foreign_key_list('t') ORDER BY 1; SELECT * FROM t;",
     "CASCADE|NO ACTION\nNO ACTION|SET NULL\n1|2\n"},
    {"ForeignKeysToATableAndAColumnThatAreNotThereComeAndGo",
     "CREATE TABLE p (a PRIMARY KEY); CREATE TABLE t (a, b); INSERT INTO t VALUES (NULL, NULL);",
     "CREATE TABLE p (a PRIMARY KEY); CREATE TABLE t (a REFERENCES nowhere (x), b REFERENCES p (x));",
     "SELECT \"table\", \"to\" FROM pragma_foreign_key_list('t') ORDER BY 1;", "nowhere|x\np|x\n"},
    {"ForeignKeyToAKeyThatRepeatsItsColumn", "CREATE TABLE p (a, PRIMARY KEY (a, a)); CREATE TABLE t (a);",
     "CREATE TABLE p (a, PRIMARY KEY (a, a)); CREATE TABLE t (a REFERENCES p (a));",
     "SELECT \"to\" FROM pragma_foreign_key_list('t');", "a\n"},
    {"OneColumnReferencesAKeyOfTwo",
     "CREATE TABLE p (a, b, PRIMARY KEY (a, b)); CREATE TABLE t (a REFERENCES p);",
     "CREATE TABLE p (a, b, PRIMARY KEY (a, b)); CREATE TABLE t (a REFERENCES p, b UNIQUE);",
     "SELECT count(*) FROM pragma_foreign_key_list('t');", "1\n"},
    {"StringsInDoubleQuotesStayStringsBesideAColumnOfThatName",
     "CREATE TABLE t (a, b, g AS (b || \"d\"), CHECK (a <> \"d\")); CREATE INDEX i ON t (\"c\" = b) WHERE b "
     "<> \"d\"; INSERT INTO t (a, b) VALUES (1, 'c'), (2, 'x');",
     "CREATE TABLE t (a, b, g AS (b || 'd'), c, d DEFAULT 5, CHECK (a <> 'd')); CREATE INDEX i ON t ('c' = "
     "b) WHERE b <> 'd';",
     "SELECT a, b, g, c, d FROM t WHERE g = 'xd';", "2|x|xd||5\n"},
    {"AColumnWithoutATypeGetsOne", "CREATE TABLE t (a, b BLOB); INSERT INTO t VALUES ('1', 2);",
     "CREATE TABLE t (a INTEGER, b);", "SELECT a, typeof(a), b FROM t;", "1|integer|2\n"},
    {"WhatAFilterLeavesOutStays",
     "CREATE TABLE t (a, secret TEXT NOT NULL, b, CONSTRAINT own CHECK (b <> secret), UNIQUE (secret)); "
     "CREATE INDEX i "
     "ON t (secret, a); INSERT INTO t VALUES (1, 's', 2);",
     "CREATE TABLE t (a, b, CHECK (a > 0));",
     "SELECT a, b, secret FROM t; SELECT count(*) FROM pragma_index_list('t'); SELECT sql LIKE '%own%' FROM "
     "sqlite_schema WHERE name = 't';",
     "1|2|s\n2\n1\n",
     "--exclude column:t.secret --exclude 'index:*' --exclude 'unique:*' --exclude check:t.own"},
    {"TriggersOfATableThatIsMadeAnew", "CREATE TABLE t (a); CREATE TABLE l (x); " + kTrigger + kView,
     "CREATE TABLE t (a, CHECK (a > 0)); CREATE TABLE l (x); " + kTrigger + kView,
     "INSERT INTO t VALUES (1); SELECT * FROM l;", "1\n"},
    {"TriggersOfATableThatIsDropped",
     "CREATE TABLE t (a); CREATE TABLE u (id INTEGER PRIMARY KEY, a); CREATE INDEX u_a ON u (a); CREATE "
     "TRIGGER one "
     "AFTER INSERT ON u BEGIN INSERT INTO t VALUES (NEW.a); END; CREATE TRIGGER \"two of u\" BEFORE DELETE "
     "ON U WHEN "
     "OLD.a > 0 BEGIN SELECT ';'; DELETE FROM t; END; " +
         kBrokenView,
     "CREATE TABLE t (a); " + kBrokenView, "SELECT type, name FROM sqlite_schema ORDER BY 1, 2;",
     "table|t\ntrigger|v_ii\nview|v\n"},
    {"TriggersOfATableThatIsDroppedBesideOneThatIsMadeAnew",
     "CREATE TABLE t (a REFERENCES u (id)); CREATE TABLE u (id INTEGER PRIMARY KEY, a); CREATE TRIGGER two "
     "AFTER INSERT ON u BEGIN INSERT INTO t VALUES "
     "(NEW.a); END; " +
         kBrokenTrigger + kBrokenView,
     "CREATE TABLE t (a); " + kBrokenTrigger + kBrokenView, "SELECT name FROM sqlite_schema ORDER BY 1;",
     "one\nt\nv\nv_ii\n"},
    {"ColumnsChangeBesideAViewThatIsBroken", "CREATE TABLE t (a, b); CREATE TABLE u (a); " + kBrokenView,
     "CREATE TABLE t (a, c); " + kBrokenView, "SELECT name FROM pragma_table_info('t');", "a\nc\n"},
    {"AByteOrderMarkInsideAStatementIsBlank",
     "CREATE TABLE t ( \xEF\xBB\xBF"
     "a INT,\xEF\xBB\xBF b);",
     "CREATE TABLE t (a INT, b, CHECK (a > 0));", "SELECT name FROM pragma_table_info('t');", "a\nb\n"},
    {"ForeignKeyWithEveryClause", "CREATE TABLE p (a PRIMARY KEY); CREATE TABLE t (a, b);",
     "CREATE TABLE p (a PRIMARY KEY); CREATE TABLE t (a, b, CONSTRAINT k FOREIGN KEY (a) REFERENCES p (a) "
     "MATCH ODD "
     "ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED);",
     "SELECT on_delete, on_update FROM pragma_foreign_key_list('t');", "CASCADE|SET NULL\n"},
};

INSTANTIATE_TEST_SUITE_P(Live, SqlitePair, ::testing::ValuesIn(kPairs),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace tenon::test::this_file
