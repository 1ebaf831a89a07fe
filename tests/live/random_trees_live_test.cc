#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "declare/sql/declaration.h"
#include "diff/diff.h"
#include "model/error.h"
#include "plan/plan.h"
#include "tests/live/postgres_pairs.h"
#include "tests/support/random_seeds.h"
#include "tests/support/random_trees.h"

namespace tenon::test::this_file {
namespace {

/// Whether a check that is inherited is validated is not compared.
Trees with_validated_checks(Trees trees) {
  for (const TreeTable& table : trees.tables)
    for (const std::string& parent : table.parents)
      for (auto& [name, check] : std::ranges::find(trees.tables, parent, &TreeTable::name)->checks)
        check.validated = true;
  return trees;
}

/// Whether there is something to do, and statements for it both ways.
bool can_be_migrated(const PostgresPair& pair) {
  const auto read = [](const std::string& sql) {
    const Document document{"trees.sql", sql};
    return read_postgresql({&document, 1}).catalog;
  };
  const Catalog before = read(pair.old_sql);
  const Catalog after = read(pair.new_sql);
  try {
    return !migration(diff(before, after), before, after).up.steps.empty();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::kUnsupported) << error.what();
    return false;
  }
}

TEST(RandomTrees, EveryMigrationArrivesAndEveryWayDownReturns) {
  const Seeds chosen = chosen_seeds(15);  // as many pairs as are migrated
  for (std::uint64_t seed = chosen.first, ran = 0;
       ran < chosen.count && (chosen.were_chosen || !HasFailure()); ++seed) {
    const TreePair trees = random_tree_pair(seed);
    const PostgresPair pair{.name = "seed " + std::to_string(seed),
                            .old_sql = script_of(with_validated_checks(trees.before)),
                            .new_sql = script_of(with_validated_checks(trees.after)),
                            .names_parts = false,
                            .is_online = seed % 2 == 0};
    SCOPED_TRACE(pair.name + "\n" + pair.old_sql + "-- becomes\n" + pair.new_sql);
    if (!can_be_migrated(pair)) continue;
    expect_to_lead_there_and_back(pair);
    ++ran;
  }
}

}  // namespace
}  // namespace tenon::test::this_file
