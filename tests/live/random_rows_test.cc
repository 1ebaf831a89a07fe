#include <gtest/gtest.h>

#include <array>
#include <regex>
#include <string>
#include <vector>

#include "model/naming.h"
#include "render/json/catalog.h"
#include "sql/quote.h"
#include "tests/live/target.h"
#include "tests/support/random_catalog.h"
#include "tests/support/random_seeds.h"

namespace tenon::test::this_file {
namespace {

std::string random_value(Rng& rng) {
  constexpr std::array kValues{"0",    "1",       "2",   "3",   "7",    "12",     "-1",     "1.5",
                               "NULL", "'a'",     "'b'", "'X'", "'x'",  "'17'",   "'long'", "'4'",
                               "'00'", "x'00ff'", "40",  "99",  "1000", "'2.50'", "5",      "6"};
  return kValues[rng() % kValues.size()];
}

/// Tries to put rows into every table; what a constraint is against stays out.
std::string random_rows(const Catalog& catalog, Rng& rng) {
  std::string sql = "PRAGMA foreign_keys = ON;\n";
  for (int round = 0; round < 12; ++round)
    for (const Table& table : catalog.tables) {
      std::string columns;
      std::string values;
      for (const Column& column : table.columns) {
        if (column.generated) continue;
        columns += (columns.empty() ? "" : ", ") + quoted(column.name, kSqlite);
        values += (values.empty() ? "" : ", ") + random_value(rng);
      }
      sql += "INSERT OR IGNORE INTO " + quoted(table.name, kSqlite) + " (" + columns + ") VALUES (" + values +
             ");\n";
    }
  return sql;
}

/// Whether its values are what they were after both ways: not converted, not filled in.
bool keeps_values(const Column& before, const Column& after) {
  return !before.generated && !after.generated && before.type == after.type &&
         (after.nullable || !before.nullable);
}

/// The rows of the tables that are in both catalogs, over the columns that keep their values.
std::string survivors(const Catalog& before, const Catalog& after) {
  std::string sql;
  for (const Table& table : before.tables) {
    const Table* now = find_table(after, table.name);
    if (!now) continue;
    std::string row = literal(table.name.name.text);
    for (const Column& column : table.columns) {
      const Column* to = find_column(*now, column.name);
      if (to && keeps_values(column, *to)) row += " || ' ' || quote(" + quoted(column.name, kSqlite) + ")";
    }
    sql += "SELECT " + row + " FROM " + quoted(table.name, kSqlite) + " ORDER BY 1;\n";
  }
  return sql;
}

/// A SQLite database with rows, between two random catalogs.
class RowsOnTheWay {
 public:
  explicit RowsOnTheWay(std::uint64_t seed)
      : rng_(seed), first_(random_catalog(kSqlite, rng_)), second_(mutated(first_, rng_, 12)) {}

  void run() {
    if (first_.tables.empty()) return;
    ASSERT_EQ(migrate(first_, "first"), "");
    without_stopping(random_rows(first_, rng_));
    const std::string dir = generate(second_, "second");
    if (dir.empty()) return;
    up(dir + ".up.sql");
    const std::string query = survivors(first_, second_);
    const std::string rows = target_->run(query).out;
    EXPECT_EQ(rows, rows_before_) << read_file(dir + ".up.sql");
    expect_sound();
    const Ran down = target_->run(read_file(dir + ".down.sql"));
    if (down.code != 0) return expect_refusal(down, "down");
    EXPECT_EQ(target_->run(query).out, rows_before_);
    expect_sound();
  }

  bool has_rows() const { return !rows_before_.empty(); }

 private:
  std::string path() const { return target_->url().substr(std::string("sqlite:///").size()); }
  Ran without_stopping(const std::string& sql) { return shell("sqlite3 " + shell_quoted(path()), sql); }

  /// The path of both ways without what tells them apart; "" when there is nothing to do.
  std::string generate(const Catalog& to, const std::string& name) {
    const std::string file = folder_.file(name + ".json");
    write_file(file, catalog_json(to, default_convention()));
    const Ran ran = tenon("generate " + target_->word() + " " + file + " -m " + name + " --dir " +
                          folder_.file(name) + " --allow all");
    const auto end = ran.out.find(".up.sql\n");
    return end == std::string::npos ? "" : ran.out.substr(0, end);
  }

  std::string migrate(const Catalog& to, const std::string& name) {
    const std::string base = generate(to, name);
    return base.empty() ? "nothing to do" : target_->run(read_file(base + ".up.sql")).err;
  }

  void expect_refusal(const Ran& ran, const std::string& way) {
    EXPECT_TRUE(std::regex_search(ran.out, std::regex("[0-9]+ (rows|values) "))) << way << "\n"
                                                                                 << ran.out << ran.err;
  }

  /// Rows that are in the way are counted, and taken out of it, until none is.
  void up(const std::string& path) {
    const std::string script = read_file(path);
    for (std::size_t tries = 0; tries < 4 * first_.tables.size() + 4; ++tries) {
      rows_before_ = target_->run(survivors(first_, second_)).out;
      const std::string dump = target_->run(".dump").out;
      const Ran ran = target_->run(script);
      if (ran.code == 0) return;
      expect_refusal(ran, "up");
      EXPECT_EQ(target_->run(".dump").out, dump);
      if (testing::Test::HasFailure()) FAIL() << script;
      clear(ran.out);
    }
    FAIL() << "rows stay in the way\n" << script;
  }

  /// Takes the rows out of the table that a refusal names; of all tables where it names none.
  void clear(const std::string& refusal) {
    std::string sql;
    for (const Table& table : first_.tables)
      if (refusal.starts_with(table.name.name.text + ": "))
        sql = "DELETE FROM " + quoted(table.name, kSqlite) + ";";
    if (sql.empty())
      for (const Table& table : first_.tables) sql += "DELETE FROM " + quoted(table.name, kSqlite) + ";";
    without_stopping(sql);
  }

  /// SQLite 3.40 finds NULLs that are not there in a table WITHOUT ROWID whose key does not come first.
  void expect_sound() {
    const std::string said = target_->run("PRAGMA integrity_check").out;
    EXPECT_EQ(std::regex_replace(said, std::regex("NULL value in [^\n]*\n"), ""), said == "ok\n" ? said : "")
        << target_->run(".dump").out;
  }

  Rng rng_;
  Catalog first_;
  Catalog second_;
  TempFolder folder_;
  std::unique_ptr<Target> target_ = make_target("sqlite");
  std::string rows_before_;
};

TEST(RandomRows, LiveThroughEveryMigrationOrStopIt) {
  const Seeds chosen = chosen_seeds(3);
  std::size_t with_rows = 0;
  for (std::uint64_t seed = chosen.first; seed < chosen.first + chosen.count && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RowsOnTheWay way(seed);
    way.run();
    with_rows += way.has_rows() ? 1 : 0;
  }
  RecordProperty("with_rows", static_cast<int>(with_rows));
  EXPECT_GT(with_rows, 0U);
}

}  // namespace
}  // namespace tenon::test::this_file
