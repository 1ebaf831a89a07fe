#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/live/target.h"

namespace tenon::test::this_file {
namespace {

/// Rows that are in the way of a change, and what must be said of them.
struct InTheWay {
  std::string name;
  std::string old_sql;  ///< with rows
  std::string new_sql;
  std::string said;
};

void PrintTo(const InTheWay& each, std::ostream* out) { *out << each.name; }

class SqliteGuards : public ::testing::TestWithParam<InTheWay> {};

/// Everything in the database, rows included, but for Alembic's own table.
std::string contents(Target& target) {
  return target.run("DROP TABLE IF EXISTS alembic_version;\n.dump").out +
         target.run("PRAGMA integrity_check").out;
}

/// What a script leaves behind under a shell that stops at an error, or goes on.
void expect_refusal(const InTheWay& each, const std::string& shell_options) {
  const TempFolder folder;
  const auto actual = make_target("sqlite");
  const auto wanted = make_target("sqlite");
  ASSERT_EQ(actual->run(each.old_sql).err + wanted->run(each.new_sql).err, "");
  const std::string before = contents(*actual);
  const std::string base = generate_sql(*actual, wanted->word(), folder.path().string(), "--allow all");
  ASSERT_FALSE(base.empty());
  const std::string path = actual->url().substr(std::string("sqlite:///").size());
  const Ran ran = shell("sqlite3 " + shell_options + " " + shell_quoted(path), read_file(base + ".up.sql"));
  EXPECT_NE(ran.code, 0);
  EXPECT_EQ(ran.out, each.said + "\n") << ran.err << read_file(base + ".up.sql");
  EXPECT_EQ(contents(*actual), before);
}

TEST_P(SqliteGuards, StopTheScriptWithTheirNumberBeforeAnythingChanges) {
  expect_refusal(GetParam(), "-bail");
  expect_refusal(GetParam(), "");
}

TEST_P(SqliteGuards, StopTheRevisionWithTheirNumberBeforeAnythingChanges) {
  const TempFolder folder;
  const auto actual = make_target("sqlite");
  const auto wanted = make_target("sqlite");
  ASSERT_EQ(actual->run(GetParam().old_sql).err + wanted->run(GetParam().new_sql).err, "");
  const std::string before = contents(*actual);
  const Ran made = tenon("generate " + actual->word() + " " + wanted->word() +
                         " -m step --style alembic --allow all --dir " + folder.path().string());
  ASSERT_EQ(made.code, 0) << made.err;
  const Ran ran = alembic(*actual, folder.path().string(), "upgrade head");
  EXPECT_NE(ran.code, 0);
  EXPECT_NE(ran.err.find("RuntimeError: " + GetParam().said + "; nothing was changed"), std::string::npos)
      << ran.err << read_file(made.out.substr(0, made.out.find('\n')));
  EXPECT_EQ(contents(*actual), before);
}

const std::vector<InTheWay> kInTheWay{
    {"NotNull", "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, NULL), (NULL, 2), (3, NULL);",
     "CREATE TABLE t (a, b NOT NULL);", "t: 2 rows have no value in b, which is to be NOT NULL"},
    {"NotNullOfAColumnThatIsNew", "CREATE TABLE t (a); INSERT INTO t VALUES (1), (2);",
     "CREATE TABLE t (a, b INT NOT NULL);", "t: 2 rows would have no value in the new column b"},
    {"NotNullByAPrimaryKeyWithoutRowid",
     "CREATE TABLE t (a TEXT PRIMARY KEY); INSERT INTO t VALUES (NULL), (NULL);",
     "CREATE TABLE t (a TEXT PRIMARY KEY) WITHOUT ROWID;",
     "t: 2 rows have no value in a, which is to be NOT NULL"},
    {"NotNullByAStrictPrimaryKey", "CREATE TABLE t (a TEXT PRIMARY KEY); INSERT INTO t VALUES (NULL);",
     "CREATE TABLE t (a TEXT PRIMARY KEY) STRICT;", "t: 1 rows have no value in a, which is to be NOT NULL"},
    {"NotNullOfWhatIsComputed", "CREATE TABLE t (a, g AS (a)); INSERT INTO t VALUES (1), (NULL), (NULL);",
     "CREATE TABLE t (a, g NOT NULL AS (a));", "t: 2 rows would have no value in g, which is to be NOT NULL"},
    {"NotNullOfWhatIsComputedAnew", "CREATE TABLE t (a, g AS (a) NOT NULL); INSERT INTO t VALUES (1), (2);",
     "CREATE TABLE t (a, g AS (nullif(a, 2)) NOT NULL);",
     "t: 1 rows would have no value in g, which is to be NOT NULL"},
    {"Check", "CREATE TABLE t (a); INSERT INTO t VALUES (1), (-1), (NULL), (-2);",
     "CREATE TABLE t (a, CONSTRAINT positive CHECK (a > 0));", "t: 2 rows violate check positive"},
    {"CheckOverAColumnOfANewType", "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('5'), ('10'), ('x');",
     "CREATE TABLE t (a INTEGER, CONSTRAINT small CHECK (a < 9));", "t: 2 rows violate check small"},
    {"CheckThatStaysOverAColumnOfANewType",
     "CREATE TABLE t (a TEXT, CONSTRAINT is_text CHECK (typeof(a) = 'text')); INSERT INTO t VALUES ('5'), "
     "('x');",
     "CREATE TABLE t (a INTEGER, CONSTRAINT is_text CHECK (typeof(a) = 'text'));",
     "t: 1 rows violate check is_text"},
    {"CheckOverAColumnThatIsComputedAnew", "CREATE TABLE t (a); INSERT INTO t VALUES (1), (5), (6);",
     "CREATE TABLE t (a, g AS (a * 2) STORED, CONSTRAINT low CHECK (g < 10));",
     "t: 2 rows violate check low"},
    {"Unique", "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 1), (1, 2), (2, 1), (2, 2), (3, 3);",
     "CREATE TABLE t (a, b, CONSTRAINT once UNIQUE (a));",
     "t: 2 values occur more than once, against unique once"},
    {"UniqueByTheCollationOfTheKey", "CREATE TABLE t (a); INSERT INTO t VALUES ('x'), ('X');",
     "CREATE TABLE t (a, CONSTRAINT once UNIQUE (a COLLATE NOCASE));",
     "t: 1 values occur more than once, against unique once"},
    {"UniqueThatStaysOverAColumnOfANewCollation",
     "CREATE TABLE t (a, CONSTRAINT once UNIQUE (a)); INSERT INTO t VALUES ('x'), ('X'), ('y');",
     "CREATE TABLE t (a COLLATE NOCASE, CONSTRAINT once UNIQUE (a));",
     "t: 1 values occur more than once, against unique once"},
    {"UniqueThatStaysOverAColumnOfANewType",
     "CREATE TABLE t (a TEXT, CONSTRAINT once UNIQUE (a)); INSERT INTO t VALUES ('1'), ('01'), ('1.0'), "
     "('y');",
     "CREATE TABLE t (a INTEGER, CONSTRAINT once UNIQUE (a));",
     "t: 1 values occur more than once, against unique once"},
    {"UniqueThatStaysOverValuesThatAreFilledIn",
     "CREATE TABLE t (a, CONSTRAINT once UNIQUE (a)); INSERT INTO t VALUES (NULL), (NULL), (1);",
     "CREATE TABLE t (a NOT NULL DEFAULT 0, CONSTRAINT once UNIQUE (a));",
     "t: 1 values occur more than once, against unique once"},
    {"PrimaryKey", "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 1), (1, 2);",
     "CREATE TABLE t (a, b, CONSTRAINT pk PRIMARY KEY (a));",
     "t: 1 values occur more than once, against primary key pk"},
    {"ColumnThatBecomesTheRowid",
     "CREATE TABLE t (id TEXT, b); INSERT INTO t VALUES ('1', 1), ('x', 2), (2.5, 3);",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, b);", "t: 2 rows have a value in id that is no INTEGER"},
    {"UniqueIndexOnItsOwn", "CREATE TABLE t (a); INSERT INTO t VALUES (1), (1), (2);",
     "CREATE TABLE t (a); CREATE UNIQUE INDEX once ON t (a);",
     "t: 1 values occur more than once, against unique index once"},
    {"UniqueIndexOverSomeRowsAndAnExpression",
     "CREATE TABLE t (a, b); INSERT INTO t VALUES ('x', 1), ('X', 1), ('y', 1), ('y', 0), ('z', 0), ('Z', "
     "0);",
     "CREATE TABLE t (a, b); CREATE UNIQUE INDEX once ON t (lower(a)) WHERE b = 1;",
     "t: 1 values occur more than once, against unique index once"},
    {"UniqueIndexOverAColumnThatIsNew", "CREATE TABLE t (a); INSERT INTO t VALUES (1), (2);",
     "CREATE TABLE t (a, b DEFAULT 7); CREATE UNIQUE INDEX once ON t (b);",
     "t: 1 values occur more than once, against unique index once"},
    {"UniqueIndexOfATableThatIsMadeAnew", "CREATE TABLE t (a); INSERT INTO t VALUES (1), (1), (2);",
     "CREATE TABLE t (a, CHECK (a > 0)); CREATE UNIQUE INDEX once ON t (a);",
     "t: 1 values occur more than once, against unique index once"},
    {"ForeignKey",
     "CREATE TABLE p (id INTEGER PRIMARY KEY); INSERT INTO p VALUES (1); CREATE TABLE t (a); INSERT INTO t "
     "VALUES "
     "(1), (2), (NULL), (3);",
     "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (a, CONSTRAINT fk FOREIGN KEY (a) REFERENCES p "
     "(id));",
     "t: 2 rows violate foreign key fk"},
    {"ForeignKeyToItsOwnTable",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, up TEXT); INSERT INTO t VALUES (1, NULL), (2, '1'), (3, '9');",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, up INTEGER, CONSTRAINT fk FOREIGN KEY (up) REFERENCES t (id));",
     "t: 1 rows violate foreign key fk"},
    {"TableThatBecomesStrict",
     "CREATE TABLE t (i INT, r REAL, s TEXT, b BLOB, n INTEGER); INSERT INTO t VALUES (1, 1, 's', x'00', "
     "NULL), ('x', "
     "1, 's', x'00', 1);",
     "CREATE TABLE t (i INT, r REAL, s TEXT, b BLOB, n INTEGER) STRICT;",
     "t: 1 rows have a value in i that is no INTEGER"},
    {"TypeOfAStrictTable",
     "CREATE TABLE t (a TEXT, w ANY) STRICT; INSERT INTO t VALUES ('1', '1'), ('1.0', 1), ('1.5', 2), ('x', "
     "3);",
     "CREATE TABLE t (a INTEGER, w ANY) STRICT;", "t: 2 rows have a value in a that is no INTEGER"},
    {"AnyOfAStrictTableBecomesSomething",
     "CREATE TABLE t (w ANY) STRICT; INSERT INTO t VALUES (1), ('a'), (x'61');",
     "CREATE TABLE t (w TEXT) STRICT;", "t: 1 rows have a value in w that is no TEXT"},
    {"StrictOfWhatIsComputed", "CREATE TABLE t (a INT, g AS (a || '')) ; INSERT INTO t (a) VALUES (1), (2);",
     "CREATE TABLE t (a INT, g BLOB AS (a || '')) STRICT;", "t: 2 rows have a value in g that is no BLOB"},
};

INSTANTIATE_TEST_SUITE_P(Live, SqliteGuards, ::testing::ValuesIn(kInTheWay),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace tenon::test::this_file
