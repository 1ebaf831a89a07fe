#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

#include "tests/live/target.h"

namespace tenon::test::this_file {
namespace {

std::size_t count_files(const std::filesystem::path& folder) {
  const std::filesystem::directory_iterator files(folder);
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

/// A change that takes away what a view or a trigger needs.
struct Breaking {
  std::string name;
  std::string old_sql;
  std::string new_sql;
  std::string said;  ///< what would break, and why
};

void PrintTo(const Breaking& each, std::ostream* out) { *out << each.name; }

class SqliteBreaking : public ::testing::TestWithParam<Breaking> {};

TEST_P(SqliteBreaking, IsRefusedByNameAndNotedByCheckAndDiff) {
  const Breaking& each = GetParam();
  const TempFolder folder;
  const auto actual = make_target("sqlite");
  const auto wanted = make_target("sqlite");
  ASSERT_EQ(actual->run(each.old_sql).err + wanted->run(each.new_sql).err, "");
  for (const char* style : {"sql", "alembic", "json"}) {
    const Ran made = tenon("generate " + actual->word() + " " + wanted->word() +
                           " -m step --allow all --style " + style + " --dir " + folder.path().string());
    EXPECT_EQ(made.code, 1) << made.out;
    EXPECT_EQ(made.out, "");
    EXPECT_NE(
        made.err.find("the migration would break what compiles now: " + each.said + "; nothing was written;"),
        std::string::npos)
        << made.err;
  }
  EXPECT_EQ(count_files(folder.path()), 0u);
  const std::string both = actual->word() + " " + wanted->word();
  EXPECT_EQ(tenon("check " + both).code, 2);
  EXPECT_NE(tenon("check " + both).out.find("generate refuses to break what compiles: "), std::string::npos);
  EXPECT_NE(tenon("diff " + both).out.find("generate refuses to break what compiles: "), std::string::npos);
}

const std::string kLog = "CREATE TABLE log (m TEXT); ";
const std::string kTwo = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT); ";
const std::string kOne = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); ";

const std::vector<Breaking> kBreaking{
    {"TriggerAndViewOfADroppedColumn",
     kTwo + kLog +
         "CREATE TRIGGER tr AFTER UPDATE ON t BEGIN INSERT INTO log VALUES (NEW.b); END; "
         "CREATE VIEW v AS SELECT id, b FROM t;",
     kOne + kLog,
     "the upgrade: view v: no such column: b; the upgrade: trigger tr of t: no such column: NEW.b"},
    {"TriggerOfAnotherTableThatNamesADroppedColumn",
     kTwo + kLog + "CREATE TRIGGER tr AFTER INSERT ON log BEGIN UPDATE t SET b = NEW.m; END;", kOne + kLog,
     "the upgrade: trigger tr of log: no such column: b"},
    {"TriggerOfAnotherTableThatNamesADroppedTable",
     kTwo + kLog + "CREATE TRIGGER tr AFTER DELETE ON t BEGIN DELETE FROM log; END;", kTwo,
     "the upgrade: trigger tr of t: no such table: main.log"},
    {"ViewOfADroppedTableBehindAnotherView",
     kTwo + kLog +
         "CREATE VIEW inside AS SELECT m FROM log; CREATE VIEW outside AS SELECT count(*) FROM inside;",
     kTwo,
     "the upgrade: view inside: no such table: main.log; the upgrade: view outside: no such table: main.log"},
    {"InsteadOfTriggerThatWritesADroppedColumn",
     kTwo + "CREATE VIEW v AS SELECT id, a FROM t; CREATE TRIGGER vi INSTEAD OF INSERT ON v BEGIN INSERT "
            "INTO t (a, "
            "b) VALUES (NEW.a, 1); END;",
     kOne, "the upgrade: trigger vi of v: table t has no column named b"},
    {"WhenOfATrigger",
     kTwo + kLog +
         "CREATE TRIGGER tr AFTER UPDATE ON t WHEN OLD.b IS NOT NEW.b BEGIN INSERT INTO log VALUES (1); END;",
     kOne + kLog, "the upgrade: trigger tr of t: no such column: OLD.b"},
    {"ColumnThatATriggerWaitsFor",
     kTwo + kLog + "CREATE TRIGGER tr AFTER UPDATE OF a, b ON t BEGIN INSERT INTO log VALUES (1); END;",
     kOne + kLog, "the upgrade: trigger tr of t: UPDATE OF waits for a column that is not there: b"},
    {"ViewWithAWithClause",
     kTwo + "CREATE VIEW v AS WITH c (x) AS (SELECT b FROM t UNION ALL SELECT x || 'x' FROM c WHERE "
            "length(x) < 3) "
            "SELECT x FROM c;",
     kOne, "the upgrade: view v: no such column: b"},
    {"NamesInQuotes",
     "CREATE TABLE \"a \"\"t\" (id INTEGER PRIMARY KEY, [b c], `d;e`); CREATE VIEW \"v; '\" AS SELECT [b c] "
     "FROM \"a "
     "\"\"t\";",
     "CREATE TABLE \"a \"\"t\" (id INTEGER PRIMARY KEY, `d;e`);",
     "the upgrade: view v; ': no such column: b c"},
    {"AColumnMoreThanATriggerCounts",
     kOne + "CREATE TABLE copy (id, a); CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO copy SELECT * "
            "FROM t "
            "WHERE id = NEW.id; END;",
     kTwo + "CREATE TABLE copy (id, a);",
     "the upgrade: trigger tr of t: table copy has 2 columns but 3 values were supplied"},
    {"AColumnMoreThanAnInsertGives",
     kOne + kLog + "CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log VALUES (NEW.a); END;",
     kOne + "CREATE TABLE log (m TEXT, at TEXT DEFAULT 'x');",
     "the upgrade: trigger tr of t: table log has 2 columns but 1 values were supplied"},
    {"AColumnMoreThanTheOtherHalfOfAUnion",
     kOne + "CREATE TABLE u (id, a); CREATE VIEW v AS SELECT * FROM t UNION SELECT * FROM u;",
     kTwo + "CREATE TABLE u (id, a);",
     "the upgrade: view v: SELECTs to the left and right of UNION do not have the same number of result "
     "columns"},
    {"AColumnThatMakesANameAmbiguous",
     kOne + "CREATE TABLE u (t_id, b); CREATE VIEW v AS SELECT b FROM t JOIN u ON u.t_id = t.id;",
     kTwo + "CREATE TABLE u (t_id, b);", "the upgrade: view v: ambiguous column name: b"},
    {"AColumnThatBecomesComputed",
     kTwo + kLog + "CREATE TRIGGER tr AFTER INSERT ON log BEGIN UPDATE t SET b = NEW.m; END;",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT AS (a)); " + kLog,
     "the upgrade: trigger tr of log: cannot UPDATE generated column \"b\""},
    {"ComputedColumnThatIsDropped",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, g AS (upper(a)) STORED); CREATE VIEW v AS SELECT g "
     "FROM t;",
     kOne, "the upgrade: view v: no such column: g"},
    {"KeyThatAnUpsertNeeds",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE); " + kLog +
         "CREATE TRIGGER tr AFTER INSERT ON log BEGIN INSERT INTO t (a) VALUES (NEW.m) ON CONFLICT (a) DO "
         "NOTHING; "
         "END;",
     kOne + kLog,
     "the upgrade: trigger tr of log: ON CONFLICT clause does not match any PRIMARY KEY or UNIQUE "
     "constraint"},
    {"IndexThatAViewInsistsOn",
     kOne + "CREATE INDEX i ON t (a); CREATE VIEW v AS SELECT a FROM t INDEXED BY i WHERE a > 'x';", kOne,
     "the upgrade: view v: no such index: i"},
    {"RowidThatIsGone", "CREATE TABLE t (a TEXT PRIMARY KEY); CREATE VIEW v AS SELECT rowid AS r FROM t;",
     "CREATE TABLE t (a TEXT PRIMARY KEY) WITHOUT ROWID;", "the upgrade: view v: no such column: rowid"},
    {"TriggerBehindAForeignKeysAction",
     "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY, p REFERENCES p ON "
     "DELETE "
     "CASCADE, b TEXT); " +
         kLog + "CREATE TRIGGER tr BEFORE DELETE ON t BEGIN INSERT INTO log VALUES (OLD.b); END;",
     "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY, p REFERENCES p ON "
     "DELETE "
     "CASCADE); " +
         kLog,
     "the upgrade: trigger tr of t: no such column: OLD.b"},
    {"TriggerThatRaises",
     kTwo + "CREATE TRIGGER tr BEFORE UPDATE ON t BEGIN SELECT RAISE(ABORT, 'no') WHERE NEW.b < OLD.b; END;",
     kOne, "the upgrade: trigger tr of t: no such column: NEW.b"},
    {"FullTextTableFilledByATrigger",
     kTwo + "CREATE VIRTUAL TABLE f USING fts5 (b, content = 't', content_rowid = 'id'); CREATE TRIGGER tr "
            "AFTER "
            "INSERT ON t BEGIN INSERT INTO f (rowid, b) VALUES (NEW.id, NEW.b); END;",
     kOne, "the upgrade: trigger tr of t: no such column: NEW.b"},
};

INSTANTIATE_TEST_SUITE_P(Live, SqliteBreaking, ::testing::ValuesIn(kBreaking),
                         [](const auto& each) { return each.param.name; });

TEST(SqliteRenames, IsRefusedWithTheNameOfTheViewThatCannotFollow) {
  const TempFolder folder;
  const auto actual = make_target("sqlite");
  const auto wanted = make_target("sqlite");
  ASSERT_EQ(
      actual
          ->run("CREATE TABLE t (id INTEGER PRIMARY KEY, a); CREATE TABLE u (a); CREATE VIEW v AS SELECT "
                "t.id FROM t JOIN u USING (a);")
          .err,
      "");
  ASSERT_EQ(wanted->run("CREATE TABLE t (id INTEGER PRIMARY KEY, x); CREATE TABLE u (a);").err, "");
  const Ran made = tenon("generate " + actual->word() + " " + wanted->word() +
                         " -m step --rename column:t.a=x --dir " + folder.path().string());
  EXPECT_EQ(made.code, 1);
  EXPECT_EQ(
      made.err,
      "tenon: column t.a to x can not be renamed, SQLite refuses it: error in view v after rename: cannot "
      "join "
      "using column a - column not present in both tables; drop or change that first, and make it again "
      "afterwards\n");
  EXPECT_EQ(count_files(folder.path()), 0u);
}

}  // namespace
}  // namespace tenon::test::this_file
