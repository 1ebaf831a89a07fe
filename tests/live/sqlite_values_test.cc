#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/live/target.h"

// Every change of type there is, over values that are awkward to one type or another. What SQLite itself
// makes of them, there and back, is asked of the sqlite3 shell with tables of its own.

namespace tenon::test::this_file {
namespace {

const std::vector<std::string> kValues{"'007'",
                                       "'7'",
                                       "7",
                                       "'12345678901234567890'",
                                       "12345678901234567890",
                                       "9007199254740993",
                                       "'9007199254740993'",
                                       "9223372036854775807",
                                       "-9223372036854775808",
                                       "'1e400'",
                                       "9e999",
                                       "-9e999",
                                       "-0.0",
                                       "'-0'",
                                       "true",
                                       "false",
                                       "' 12 '",
                                       "''",
                                       "'0x10'",
                                       "'1e3'",
                                       "'1e18'",
                                       "1e18",
                                       "1e15",
                                       "3.0",
                                       "'3.0'",
                                       "'+5'",
                                       "'.5'",
                                       "'5.'",
                                       "0.1",
                                       "0.1 + 0.2",
                                       "1.5",
                                       "'abc'",
                                       "'1 2'",
                                       "'7' || char(10)",
                                       "char(160) || '7'",
                                       "'Inf'",
                                       "x''",
                                       "x'00ff'",
                                       "x'37'",
                                       "printf('%.*c', 2000, 'x')",
                                       "printf('%.*c', 400, '9')",
                                       "NULL",
                                       "'1' || char(0) || '2'"};

/// A change of type: of one column in a table of many.
struct Retyped {
  std::string column;
  std::string from;
  std::string to;
};

/// Whether the table is STRICT before and after.
struct Way {
  bool from_strict;
  bool to_strict;
};

void PrintTo(const Way& way, std::ostream* out) { *out << way.from_strict << way.to_strict; }

const std::vector<std::string>& types(bool strict) {
  static const std::vector<std::string> kLoose{"TEXT", "INT", "REAL", "NUMERIC", "BLOB", "", "ANY"};
  static const std::vector<std::string> kStrict{"TEXT", "INT", "REAL", "ANY", "BLOB"};
  return strict ? kStrict : kLoose;
}

std::vector<Retyped> changes(const Way& way) {
  std::vector<Retyped> all;
  for (const std::string& from : types(way.from_strict))
    for (const std::string& to : types(way.to_strict)) all.push_back({"c_" + from + "_" + to, from, to});
  return all;
}

std::string option(bool strict) { return strict ? " STRICT;\n" : ";\n"; }

/// What becomes of the values of one column in the upgrade and down, by tables that hold them one by one.
/// What STRICT does not take, there or back, is left out.
std::string observed(const Retyped& each, const Way& way) {
  const auto table = [&](const std::string& name, const std::string& type, bool strict) {
    return "CREATE TABLE \"" + name + each.column + "\" (id INTEGER PRIMARY KEY, v " + type + ")" +
           option(strict);
  };
  std::string sql = table("f", each.from, way.from_strict) + table("g", each.to, way.to_strict) +
                    table("h", each.from, way.from_strict);
  const auto name = [&](const char* prefix) { return "\"" + (prefix + each.column) + "\""; };
  for (std::size_t i = 0; i < kValues.size(); ++i) {
    const std::string id = std::to_string(i + 1);
    sql += "INSERT INTO " + name("f") + " VALUES (" + id + ", " + kValues[i] + ");\n";
    sql += "INSERT INTO " + name("g") + " SELECT * FROM " + name("f") + " WHERE id = " + id + ";\n";
    sql += "INSERT INTO " + name("h") + " SELECT * FROM " + name("g") + " WHERE id = " + id + ";\n";
  }
  return sql + "DELETE FROM " + name("f") + " WHERE id NOT IN (SELECT id FROM " + name("h") + ");\n" +
         "INSERT INTO lost SELECT " + shell_quoted("t." + each.column) + ", count(*) FROM " + name("f") +
         " AS f JOIN " + name("h") +
         " AS h USING (id)\n  WHERE typeof(f.v) <> typeof(h.v) OR quote(f.v) <> " + "quote(h.v);\n";
}

std::string table_t(const Way& way, bool to) {
  std::string sql = "CREATE TABLE t (id INTEGER PRIMARY KEY";
  for (const Retyped& each : changes(way)) sql += ", \"" + each.column + "\" " + (to ? each.to : each.from);
  return sql + ")" + option(to ? way.to_strict : way.from_strict);
}

/// All cells, with their types, as one of the tables of the observer has them.
std::string cells_of(const Way& way, const char* prefix) {
  std::string sql;
  for (const Retyped& each : changes(way))
    sql += "SELECT '" + each.column + "', f.id, typeof(x.v), quote(x.v) FROM \"f" + each.column +
           "\" AS f JOIN \"" + prefix + each.column +
           "\" AS x USING (id) WHERE f.v IS NOT NULL ORDER BY f.id;\n";
  return sql;
}

std::string cells(const Way& way) {
  std::string sql;
  for (const Retyped& each : changes(way))
    sql += "SELECT '" + each.column + "', id, typeof(\"" + each.column + "\"), quote(\"" + each.column +
           "\") FROM t WHERE \"" + each.column + "\" IS NOT NULL ORDER BY id;\n";
  return sql;
}

/// Rows of which each cell is a value of the observer.
std::string rows(const Way& way) {
  std::string sql = "INSERT INTO t SELECT i";
  for (const Retyped& each : changes(way))
    sql += ",\n  (SELECT v FROM \"f" + each.column + "\" WHERE id = i)";
  return sql + "\nFROM (WITH n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < " +
         std::to_string(kValues.size()) + ") SELECT i FROM n);\n";
}

using Counts = std::map<std::string, std::size_t>;

Counts counts(const std::string& text, const std::regex& form, std::size_t column, std::size_t count) {
  Counts all;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), form); at != std::sregex_iterator(); ++at)
    if (const std::size_t found = std::stoul((*at)[count]); found > 0) all[(*at)[column]] = found;
  return all;
}

/// The lines that only one of two texts has: most of a long one is no use to a reader.
std::vector<std::string> differing(const std::string& one, const std::string& other) {
  const auto lines = [](const std::string& text) {
    std::set<std::string> all;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) all.insert(line.substr(0, 100));
    return all;
  };
  const auto a = lines(one);
  const auto b = lines(other);
  std::vector<std::string> only;
  std::ranges::set_symmetric_difference(a, b, std::back_inserter(only));
  return only;
}

const std::vector<std::string> kNone;

/// A database by its path, as the runner of revisions takes it.
class Database : public Target {
 public:
  explicit Database(std::string path) : path_(std::move(path)) {}
  std::string dialect() const override { return "sqlite"; }
  std::string url() const override { return "sqlite:///" + path_; }
  Ran run(const std::string& sql) override { return shell("sqlite3 -bail " + path_, sql); }
  std::string dump() override { return run(".dump").out; }
  std::string restored(const std::string& dump) override { return dump; }

 private:
  std::string path_;
};

class SqliteValues : public ::testing::TestWithParam<Way> {
 protected:
  SqliteValues() {
    std::string sql = "BEGIN;\nCREATE TABLE lost (c, n);\n";
    for (const Retyped& each : changes(GetParam())) sql += observed(each, GetParam());
    sql += table_t(GetParam(), false) + rows(GetParam());
    shell("sqlite3 " + observer(), sql + "COMMIT;\n");  // goes on where STRICT takes a value no
    lost_ = counts(shell("sqlite3 " + observer() + " 'SELECT c, n FROM lost'").out,
                   std::regex("(t\\.\\w+)\\|(\\d+)"), 1, 2);
    shell("sqlite3 -bail " + actual(), table_t(GetParam(), false) + "ATTACH '" + observer() +
                                           "' AS o;\nINSERT INTO t SELECT * FROM o.t;\n");
    shell("sqlite3 " + wanted(), table_t(GetParam(), true));
  }

  std::string observer() const { return folder_.file("observer.db"); }
  std::string actual() const { return folder_.file("actual.db"); }
  std::string wanted() const { return folder_.file("wanted.db"); }
  std::string folder() const { return folder_.path().string(); }

  Ran generate(const std::string& from, const std::string& flags) const {
    return tenon("generate sqlite:///" + from + " sqlite:///" + wanted() + " -m step --dir " + folder() +
                 "/m " + flags);
  }
  std::string observed_cells(const char* prefix) const {
    return shell("sqlite3 " + observer(), cells_of(GetParam(), prefix)).out;
  }
  std::string actual_cells() const { return shell("sqlite3 " + actual(), cells(GetParam())).out; }
  Ran run(const std::string& script, const std::string& options = "-bail") const {
    return shell("sqlite3 " + options + " " + actual(), read_file(script));
  }

  TempFolder folder_;
  Counts lost_;  ///< by column, those that do not come back
};

TEST_P(SqliteValues, ThatDoNotComeBackAreCountedAndRefused) {
  const Ran refused = generate(actual(), "");
  EXPECT_EQ(refused.code, 1) << refused.err;
  EXPECT_NE(refused.err.find("--allow narrow_type"), std::string::npos) << refused.err;
  const Ran allowed = generate(actual(), "--allow narrow_type --dry-run");
  EXPECT_EQ(counts(allowed.err, std::regex("narrow_type (t\\.\\w+) \\((\\d+) values?, "), 1, 2), lost_)
      << allowed.err;
}

TEST_P(SqliteValues, ThatMayBeLostAreWhatSqliteMakesOfThem) {
  EXPECT_EQ(differing(actual_cells(), observed_cells("f")), kNone);
  ASSERT_EQ(generate(actual(), "--allow narrow_type").code, 0);
  const Ran up = run(folder() + "/m/0001_step.up.sql");
  EXPECT_EQ(up.out + up.err, "");
  EXPECT_EQ(differing(actual_cells(), observed_cells("g")), kNone);
  const Ran down = run(folder() + "/m/0001_step.down.sql");
  EXPECT_EQ(down.out + down.err, "");
  EXPECT_EQ(differing(actual_cells(), observed_cells("h")), kNone);
}

TEST_P(SqliteValues, ThatComeBackAreNotAskedAbout) {
  std::string sql;
  for (const auto& [column, count] : lost_) {
    const std::string name = column.substr(2);
    sql += "UPDATE t SET \"" + name + "\" = NULL WHERE id IN (SELECT f.id FROM o.\"f" + name +
           "\" AS f JOIN o.\"h" + name +
           "\" AS h USING (id) WHERE typeof(f.v) <> typeof(h.v) OR quote(f.v) <> quote(h.v));\n";
  }
  ASSERT_EQ(shell("sqlite3 -bail " + actual(), "ATTACH '" + observer() + "' AS o;\n" + sql).err, "");
  const std::string before = actual_cells();
  const Ran made = generate(actual(), "");
  ASSERT_EQ(made.code, 0) << made.err;
  const Ran up = run(folder() + "/m/0001_step.up.sql");
  EXPECT_EQ(up.out + up.err, "");
  const Ran down = run(folder() + "/m/0001_step.down.sql");
  EXPECT_EQ(down.out + down.err, "");
  EXPECT_EQ(differing(actual_cells(), before), kNone);
}

TEST_P(SqliteValues, ThatCameLaterStopTheScriptWithTheirNumber) {
  shell("sqlite3 " + folder_.file("empty.db"), table_t(GetParam(), false));
  ASSERT_EQ(generate(folder_.file("empty.db"), "").code, 0);
  const std::string before = actual_cells();
  for (const char* options : {"-bail", ""}) {
    const Ran up = run(folder() + "/m/0001_step.up.sql", options);
    EXPECT_NE(up.code, 0);
    EXPECT_EQ(counts(up.out, std::regex("t: (\\d+) values of (\\w+) do not survive as "), 2, 1),
              [&] {
                Counts bare;
                for (const auto& [column, count] : lost_) bare[column.substr(2)] = count;
                return bare;
              }())
        << up.out << up.err;
    EXPECT_EQ(differing(actual_cells(), before), kNone);
  }
}

TEST_P(SqliteValues, ThatMayBeLostAreTheSameByARevision) {
  ASSERT_EQ(generate(actual(), "--allow narrow_type --style alembic").code, 0);
  const auto target = std::make_unique<Database>(actual());
  const Ran up = alembic(*target, folder() + "/m", "upgrade head");
  ASSERT_EQ(up.code, 0) << up.err;
  EXPECT_EQ(differing(actual_cells(), observed_cells("g")), kNone);
  const Ran down = alembic(*target, folder() + "/m", "downgrade base");
  ASSERT_EQ(down.code, 0) << down.err;
  EXPECT_EQ(differing(actual_cells(), observed_cells("h")), kNone);
}

INSTANTIATE_TEST_SUITE_P(All, SqliteValues,
                         ::testing::Values(Way{false, false}, Way{false, true}, Way{true, false},
                                           Way{true, true}));

}  // namespace
}  // namespace tenon::test::this_file
