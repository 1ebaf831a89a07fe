#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>

#include "diff/diff.h"
#include "model/error.h"
#include "plan/inline_foreign_keys.h"
#include "plan/online/online.h"
#include "plan/plan.h"
#include "plan/simulate/applied.h"
#include "tests/laws/renamed.h"
#include "tests/support/random_catalog.h"
#include "tests/support/shell.h"

namespace tenon::this_file {
namespace {

using test::Rng;

/// Column order is not compared.
Catalog in_any_order(Catalog catalog) {
  for (auto& table : catalog.tables) std::ranges::sort(table.columns, {}, &Column::name);
  return sorted(std::move(catalog));
}

struct Pair {
  Catalog actual;
  Catalog declared;
  Catalog found = {};                    ///< `actual` before the renames
  std::vector<RenameStep> renames = {};  ///< of tables and columns
};

/// Near pairs share most objects, far pairs share but names.
Pair random_pair(const Dialect& dialect, std::uint64_t seed) {
  Rng rng(seed);
  Catalog actual = test::random_catalog(dialect, rng);
  if (seed % 3 == 0) return {actual, test::random_catalog(dialect, rng)};
  Catalog declared = test::mutated(actual, rng, 1 + static_cast<int>(seed % 12));
  return {std::move(actual), std::move(declared)};
}

/// A pair whose actual side has some tables and columns renamed.
Pair random_pair_with_renames(const Dialect& dialect, std::uint64_t seed) {
  Rng rng(seed);
  Catalog found = test::random_catalog(dialect, rng);
  test::RenamedCatalog renamed = test::randomly_renamed(found, rng);
  Catalog declared = test::mutated(renamed.catalog, rng, static_cast<int>(seed % 12));
  return {std::move(renamed.catalog), std::move(declared), std::move(found), std::move(renamed.steps)};
}

void expect_leads(const Plan& plan, const Catalog& from, const Catalog& to) {
  try {
    const Catalog reached = applied(from, plan);
    EXPECT_TRUE(in_any_order(reached) == in_any_order(to));
    for (const auto& change : diff(reached, to)) ADD_FAILURE() << "left over: " << to_string(key_of(change));
  } catch (const Error& error) {
    ADD_FAILURE() << error.what();
  }
}

/// How many pairs are drawn at most.
const std::uint64_t kPairs = test::is_one_round() ? 500 : 2000;

class PlanLaws : public testing::TestWithParam<const Dialect*> {};

std::string dialect_name(const testing::TestParamInfo<const Dialect*>& info) {
  return std::string(info.param->name);
}

INSTANTIATE_TEST_SUITE_P(EveryDialect, PlanLaws, testing::Values(&kPostgresql, &kSqlite), dialect_name);

TEST_P(PlanLaws, ReachWhatIsDeclaredAndLeadBack) {
  for (std::uint64_t seed = 1; seed <= kPairs && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Pair pair = random_pair(*GetParam(), seed);
    const auto plans = migration(diff(pair.actual, pair.declared), pair.actual, pair.declared);
    expect_leads(plans.up, pair.actual, pair.declared);
    expect_leads(plans.down, pair.declared, pair.actual);
  }
}

/// The ops of a plan that share a transaction.
std::vector<Op> transaction(const Plan& plan) {
  return plan.steps.empty() || !plan.steps.back().in_transaction ? std::vector<Op>() : plan.steps.back().ops;
}

TEST_P(PlanLaws, WithRenamesBeginWithThemAndEndTheWayBackWithThem) {
  std::size_t renames = 0;
  for (std::uint64_t seed = 1; seed <= kPairs / 2 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Pair pair = random_pair_with_renames(*GetParam(), seed);
    const auto plans = migration(diff(pair.actual, pair.declared), pair.actual, pair.declared, pair.renames);
    expect_leads(plans.up, pair.found, pair.declared);
    expect_leads(plans.down, pair.declared, pair.found);
    const auto alone = migration({}, pair.actual, pair.actual, pair.renames);
    const std::vector<Op> up = transaction(plans.up);
    const std::vector<Op> down = transaction(plans.down);
    EXPECT_EQ(std::ranges::search(up, transaction(alone.up)).begin(), up.begin());
    EXPECT_EQ(std::ranges::find_end(down, transaction(alone.down)).end(), down.end());
    renames += pair.renames.size();
  }
  EXPECT_GT(renames, kPairs / 2);
}

TEST_P(PlanLaws, ReachTheSameWithForeignKeysInsideTheirTables) {
  std::size_t moved = 0;
  for (std::uint64_t seed = 1; seed <= kPairs && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Pair pair = random_pair(*GetParam(), seed);
    for (const auto& [from, to] :
         {std::pair(&pair.actual, &pair.declared), std::pair(&pair.declared, &pair.actual)}) {
      const Plan plan = planned(diff(*from, *to), *from, *to);
      const Plan arranged = with_inline_foreign_keys(plan);
      expect_leads(arranged, *from, *to);
      for (std::size_t i = 0; i < plan.steps.size(); ++i)
        moved += plan.steps[i].ops.size() - arranged.steps[i].ops.size();
    }
  }
  EXPECT_EQ(moved > 0, GetParam()->can_alter_constraints);
}

TEST_P(PlanLaws, GoDownByThePlanOfTheOtherWay) {
  for (std::uint64_t seed = 1; seed <= kPairs / 10 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Pair pair = random_pair(*GetParam(), seed);
    const auto plans = migration(diff(pair.actual, pair.declared), pair.actual, pair.declared);
    EXPECT_TRUE(plans.down ==
                planned(sides_swapped(diff(pair.actual, pair.declared)), pair.declared, pair.actual));
  }
}

TEST_P(PlanLaws, AreEmptyWithoutChanges) {
  for (std::uint64_t seed = 1; seed <= kPairs / 10 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Catalog catalog = test::random_catalog(*GetParam(), seed);
    EXPECT_TRUE(planned(diff(catalog, catalog), catalog, catalog).steps.empty());
  }
}

TEST_P(PlanLaws, DoNotDependOnTheOrderOfTheChanges) {
  for (std::uint64_t seed = 1; seed <= kPairs / 4 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Pair pair = random_pair(*GetParam(), seed);
    auto changes = diff(pair.actual, pair.declared);
    const Plan plan = planned(changes, pair.actual, pair.declared);
    EXPECT_TRUE(plan == planned(changes, pair.actual, pair.declared));
    Rng rng(seed);
    for (std::size_t i = changes.size(); i > 1; --i) std::swap(changes[i - 1], changes[rng() % i]);
    EXPECT_TRUE(plan == planned(changes, pair.actual, pair.declared));
  }
}

/// What a plan in online forms has of each kind.
struct Forms {
  std::size_t built = 0, taken = 0, dropped = 0, validated = 0, renamed = 0;

  void count(const Plan& plan) {
    for (const Step& step : plan.steps)
      for (const Op& op : step.ops) {
        if (const auto* add = std::get_if<AddConstraint>(&op)) {
          built += add->build == Build::kConcurrently ? 1 : 0;
          taken += add->build == Build::kFromIndex ? 1 : 0;
        }
        if (const auto* drop = std::get_if<DropConstraint>(&op)) dropped += drop->concurrently ? 1 : 0;
        validated += std::holds_alternative<ValidateConstraint>(op) ? 1 : 0;
        renamed += std::holds_alternative<RenameConstraint>(op) ? 1 : 0;
      }
  }
};

/// What CONCURRENTLY says is outside any transaction, and nothing else is; a validation is alone in its own.
void expect_steps(const Plan& plan) {
  for (const Step& step : plan.steps)
    for (const Op& op : step.ops) {
      const auto* add = std::get_if<AddConstraint>(&op);
      const auto* drop = std::get_if<DropConstraint>(&op);
      const bool outside = (add && add->build == Build::kConcurrently) || (drop && drop->concurrently) ||
                           std::holds_alternative<AddEnumLabel>(op);
      EXPECT_EQ(step.in_transaction, !outside);
      EXPECT_TRUE(!std::holds_alternative<ValidateConstraint>(op) || step.ops.size() == 1);
    }
}

TEST(OnlineForms, ReachWhatIsDeclaredAndLeadBack) {
  Forms forms;
  for (std::uint64_t seed = 1; seed <= kPairs / 3 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Pair pair = random_pair_with_renames(kPostgresql, seed);
    const OnlineForms wanted{.builds = seed % 5 != 0, .validations = seed % 7 != 0};
    const auto plans = migration(diff(pair.actual, pair.declared), pair.actual, pair.declared, pair.renames);
    for (const auto& [plan, from, to] : {std::tuple(&plans.up, &pair.found, &pair.declared),
                                         std::tuple(&plans.down, &pair.declared, &pair.found)}) {
      const Plan made = online(*plan, *from, wanted);
      expect_leads(made, *from, *to);
      if (wanted.validations) expect_steps(made);
      forms.count(made);
    }
  }
  EXPECT_TRUE(forms.built > 25 && forms.taken > 25 && forms.dropped > 25 && forms.validated > 25 &&
              forms.renamed > 25)
      << forms.built << " " << forms.taken << " " << forms.dropped << " " << forms.validated << " "
      << forms.renamed;
}

TEST(OnlineForms, AreNoneWhereTheDatabaseHasNone) {
  const Pair pair = random_pair(kSqlite, 5);
  const Plan plan = planned(diff(pair.actual, pair.declared), pair.actual, pair.declared);
  EXPECT_EQ(online(plan, pair.actual, {true, true}), plan);
}

}  // namespace
}  // namespace tenon::this_file
