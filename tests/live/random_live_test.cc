#include <gtest/gtest.h>

#include <string>

#include "model/naming.h"
#include "render/json/catalog.h"
#include "tests/live/target.h"
#include "tests/support/random_catalog.h"
#include "tests/support/random_seeds.h"

namespace tenon::test::this_file {
namespace {

/// Without what servers before PostgreSQL 15 do not know.
Catalog for_older_servers(Catalog catalog) {
  for (Sequence& sequence : catalog.sequences) sequence.logging.clear();
  for (Table& table : catalog.tables)
    for (Constraint& constraint : table.constraints) {
      if (auto* unique = std::get_if<Unique>(&constraint)) unique->nulls_not_distinct = false;
      if (auto* index = std::get_if<Index>(&constraint)) index->nulls_not_distinct = false;
      if (auto* key = std::get_if<ForeignKey>(&constraint)) key->ondelete_columns.clear();
    }
  for (Table& table : catalog.tables)
    for (Column& column : table.columns)
      column.options = with_option(std::move(column.options), "compression", "");
  return catalog;
}

/// A random catalog may be empty, and nothing compared is not in sync.
bool names_nothing(const std::string& said) { return said.find("nothing was compared") != std::string::npos; }

/// The program walked from one random catalog to the next, its scripts run as their runner would.
class Walk {
 public:
  explicit Walk(const std::string& dialect) : target_(make_target(dialect)) {}

  /// From where the database is to `declared`. The downgrade afterwards, or "" when there was nothing to do.
  std::string to(const std::string& declared, const std::string& name) {
    const std::string file = folder_.file(name + ".json");
    write_file(file, declared);
    const Ran ran =
        tenon("generate " + target_->word() + " " + file + " -m " + name + " --dir " +
              folder_.file("migrations") + " --allow all" + (++walked_ % 2 == 0 ? " --online" : ""));
    const std::string seen = ran.code == 1 ? tenon("diff " + target_->word() + " " + file).out : "";
    EXPECT_TRUE(ran.code == 0 || ran.code == 3 || names_nothing(seen))
        << "generate " << name << ": " << ran.code << "\n"
        << ran.err.substr(0, 2000) << seen.substr(0, 8000);
    const auto end = ran.out.find(".up.sql\n");
    const std::string path = end == std::string::npos ? "" : ran.out.substr(0, end);
    if (!path.empty()) run(path + ".up.sql");
    expect_in_sync(name);
    return path.empty() ? "" : path + ".down.sql";
  }

  /// The declaration of what the database can hold of a catalog.
  std::string declared(const Catalog& catalog) {
    const bool is_older = target_->dialect() == "postgresql" &&
                          target_->run(
                                     "DO $$ BEGIN ASSERT current_setting('server_version_num')::int"
                                     " >= 150000; END $$")
                                  .code != 0;
    return catalog_json(is_older ? for_older_servers(catalog) : catalog, default_convention());
  }

  void run(const std::string& path) {
    const std::string script = read_file(path);
    const Ran ran = target_->run(script);
    EXPECT_EQ(ran.code, 0) << path << "\n" << ran.err.substr(0, 2000) << "\n" << script.substr(0, 20000);
  }

  void expect_in_sync(const std::string& name) {
    const std::string file = folder_.file(name + ".json");
    const Checked checked = check(*target_, file);
    const std::string seen =
        checked.code == 0 ? "" : tenon("diff " + target_->word() + " " + file).out.substr(0, 8000);
    EXPECT_EQ(checked.findings, std::vector<std::string>{}) << "after " << name << "\n" << seen;
    EXPECT_EQ(checked.code, names_nothing(seen) ? 1 : 0) << "after " << name << "\n" << seen;
  }

  std::string dump() { return target_->dump(); }

  void expect_dump(const std::string& wanted) { EXPECT_EQ(dump_difference(*target_, wanted, dump()), ""); }

 private:
  TempFolder folder_;
  std::unique_ptr<Target> target_;
  int walked_ = 0;  ///< every second way is in online forms
};

class RandomLive : public testing::TestWithParam<const char*> {};

TEST_P(RandomLive, EveryMigrationArrivesAndEveryWayDownReturns) {
  const Seeds chosen = chosen_seeds(5);
  for (std::uint64_t seed = chosen.first; seed < chosen.first + chosen.count && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    const Catalog first = random_catalog(*find_dialect(GetParam()), rng);
    const Catalog second = mutated(first, rng, 12);
    Walk walk(GetParam());
    const std::string empty = walk.dump();
    const std::string down = walk.to(walk.declared(first), "first");
    const std::string before = walk.dump();
    const std::string back = walk.to(walk.declared(second), "second");
    if (!back.empty()) walk.run(back);
    walk.expect_in_sync("first");
    walk.expect_dump(before);
    if (!down.empty()) walk.run(down);
    walk.expect_dump(empty);
  }
}

INSTANTIATE_TEST_SUITE_P(Live, RandomLive, testing::Values("postgresql", "sqlite"),
                         [](const auto& test) { return std::string(test.param); });

}  // namespace
}  // namespace tenon::test::this_file
