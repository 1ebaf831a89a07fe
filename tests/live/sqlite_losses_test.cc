#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/live/target.h"

namespace tenon::test::this_file {
namespace {

/// Two databases, the second the way it is to be, and a folder for what is generated.
class SqliteLosses : public ::testing::Test {
 protected:
  void begin(const std::string& from, const std::string& to) {
    EXPECT_EQ(actual_->run(from).err + wanted_->run(to).err, "");
  }
  Ran generate(const std::string& flags) const {
    return tenon("generate " + actual_->word() + " " + wanted_->word() + " -m step --dir " + folder() + " " +
                 flags);
  }
  /// The refusal of what a migration would destroy; empty: it was written.
  std::string refusal(const std::string& flags = "") const {
    const Ran ran = generate(flags + " --dry-run");
    const std::string begin = "the migration would destroy data: ";
    const auto at = ran.err.find(begin);
    if (at == std::string::npos) return ran.code == 0 ? "" : ran.err;
    return ran.err.substr(at + begin.size(), ran.err.find("; nothing") - at - begin.size());
  }
  std::string folder() const { return folder_.path().string(); }

  TempFolder folder_;
  std::unique_ptr<Target> actual_ = make_target("sqlite");
  std::unique_ptr<Target> wanted_ = make_target("sqlite");
};

TEST_F(SqliteLosses, OfAColumnThatIsToBeComputedAreRefusedAsADroppedColumn) {
  begin("CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2);", "CREATE TABLE t (a, b AS (a * 2));");
  EXPECT_EQ(refusal(), "drop_column t.b (its values are to be computed)");
  EXPECT_EQ(refusal("--allow drop_column"), "");
}

TEST_F(SqliteLosses, AreNoneWhereAComputedColumnIsStoredOrNot) {
  begin("CREATE TABLE t (a, b AS (a * 2), c AS (a) STORED); INSERT INTO t (a) VALUES (1);",
        "CREATE TABLE t (a, b AS (a * 2) STORED, c AS (a));");
  EXPECT_EQ(refusal(), "");
}

TEST_F(SqliteLosses, AreNoneWhereAComputedColumnIsToBeKept) {
  begin("CREATE TABLE t (a, b AS (a || 'x')); INSERT INTO t (a) VALUES ('7');", "CREATE TABLE t (a, b);");
  ASSERT_EQ(generate("").code, 0);
  EXPECT_EQ(actual_->run(read_file(folder() + "/0001_step.up.sql")).err, "");
  EXPECT_EQ(actual_->run("SELECT * FROM t;").out, "7|7x\n");
}

TEST_F(SqliteLosses, OfNullsThatADefaultFillsAreCounted) {
  begin("CREATE TABLE t (a, b); INSERT INTO t VALUES (1, NULL), (2, 2), (3, NULL);",
        "CREATE TABLE t (a NOT NULL DEFAULT 0, b NOT NULL DEFAULT 0);");
  EXPECT_EQ(refusal(), "fill_null t.b (2 values, filled by a default)");
  EXPECT_EQ(refusal("--allow fill_null"), "");
}

TEST_F(SqliteLosses, AreCountedUnderTheNamesThatTheDatabaseHas) {
  begin("CREATE TABLE old (was TEXT); INSERT INTO old VALUES ('007'), ('7');", "CREATE TABLE t (a INTEGER);");
  EXPECT_EQ(refusal("--rename table:old=t --rename column:t.was=a"),
            "narrow_type t.a (1 value, not kept by the affinity INTEGER)");
}

TEST_F(SqliteLosses, AreRefusedWhereNoDatabaseWasReadIfTheyAreToBeExpected) {
  write_file(folder_.file("a.sql"), "CREATE TABLE t (a TEXT, b INTEGER);");
  write_file(folder_.file("b.sql"), "CREATE TABLE t (a INTEGER, b TEXT);");
  const std::string command = "generate " + folder_.file("a.sql") + " " + folder_.file("b.sql") +
                              " --dialect sqlite -m step --dir " + folder() + "/m ";
  const Ran refused = tenon(command);
  EXPECT_EQ(refused.code, 1);
  EXPECT_NE(refused.err.find("narrow_type t.a (no database was read: how many values are not kept by the "
                             "affinity INTEGER is not known)"),
            std::string::npos)
      << refused.err;
  write_file(folder_.file("a.sql"), "CREATE TABLE t (b INTEGER);");
  write_file(folder_.file("b.sql"), "CREATE TABLE t (b TEXT);");
  const Ran noted = tenon(command);
  EXPECT_EQ(noted.code, 0);
  EXPECT_NE(
      noted.err.find("t.b: no database was read, so how many values are not kept by the affinity TEXT is "
                     "not known; the script stops at the first"),
      std::string::npos)
      << noted.err;
}

TEST_F(SqliteLosses, OnTheWayDownStopItWithTheirNumber) {
  begin("CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (7);", "CREATE TABLE t (a TEXT);");
  ASSERT_EQ(generate("").code, 0);
  ASSERT_EQ(actual_->run(read_file(folder() + "/0001_step.up.sql")).err, "");
  actual_->run("INSERT INTO t VALUES ('007'), ('1e3');");
  const Ran down = actual_->run(read_file(folder() + "/0001_step.down.sql"));
  EXPECT_EQ(
      down.out,
      "t: 2 values of a do not survive as INTEGER; generate with --allow narrow_type if that is meant\n");
  EXPECT_EQ(actual_->run("SELECT * FROM t;").out, "7\n007\n1e3\n");
}

TEST_F(SqliteLosses, StopARevisionWithTheirNumberUpAndDown) {
  begin("CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (7);", "CREATE TABLE t (a TEXT);");
  ASSERT_EQ(generate("--style alembic").code, 0);
  actual_->run("INSERT INTO t VALUES (0.1 + 0.2);");
  Ran ran = alembic(*actual_, folder(), "upgrade head");
  EXPECT_NE(ran.err.find("t: 1 values of a do not survive as TEXT"), std::string::npos) << ran.err;
  actual_->run("DELETE FROM t WHERE a < 1;");
  ran = alembic(*actual_, folder(), "upgrade head");
  ASSERT_EQ(ran.code, 0) << ran.err;
  actual_->run("INSERT INTO t VALUES ('007');");
  ran = alembic(*actual_, folder(), "downgrade base");
  EXPECT_NE(ran.err.find("t: 1 values of a do not survive as INTEGER"), std::string::npos) << ran.err;
  EXPECT_EQ(actual_->run("SELECT * FROM t;").out, "7\n007\n");
}

TEST_F(SqliteLosses, FailAStatementOfTheJson) {
  begin("CREATE TABLE t (a TEXT, b);", "CREATE TABLE t (a INTEGER, b NOT NULL DEFAULT 1);");
  ASSERT_EQ(generate("--style json").code, 0);
  const auto run = [&] {
    return shell("python3 -c " +
                 shell_quoted("import json, sqlite3, sys\n"
                              "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
                              "step = json.load(open(sys.argv[2]))['up'][0]\n"
                              "for s in step['before']: c.execute(s)\n"
                              "c.execute('BEGIN')\n"
                              "for o in step['ops']:\n"
                              "  for s in o['sql']: c.execute(s)\n"
                              "c.execute('COMMIT')\n") +
                 " " + actual_->url().substr(10) + " " + folder_.file("0001_step.json"));
  };
  actual_->run("INSERT INTO t VALUES ('007', 1);");
  EXPECT_NE(run().err.find("CHECK constraint failed: t: values of a do not survive as INTEGER"),
            std::string::npos);
  actual_->run("UPDATE t SET a = '7', b = NULL;");
  EXPECT_NE(
      run().err.find("CHECK constraint failed: t: rows have no value in b, which its default would fill"),
      std::string::npos);
  actual_->run("UPDATE t SET b = 2;");
  EXPECT_EQ(run().err, "");
  EXPECT_EQ(actual_->run("SELECT typeof(a), a, b FROM t;").out, "integer|7|2\n");
}

TEST_F(SqliteLosses, ThatWereAllowedStopNothingAndAreSaid) {
  begin("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('007');", "CREATE TABLE t (a INTEGER);");
  const Ran made = generate("--allow narrow_type");
  EXPECT_NE(made.err.find("destroys data: narrow_type t.a (1 value, not kept by the affinity INTEGER)"),
            std::string::npos)
      << made.err;
  const std::string up = read_file(folder() + "/0001_step.up.sql");
  EXPECT_NE(up.find("-- destroys data: narrow_type\n"), std::string::npos) << up;
  EXPECT_EQ(actual_->run(up).err, "");
  EXPECT_EQ(actual_->run("SELECT a FROM t;").out, "7\n");
}

}  // namespace
}  // namespace tenon::test::this_file
