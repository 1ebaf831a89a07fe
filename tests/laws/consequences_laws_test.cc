#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "diff/diff.h"
#include "plan/effects/consequences.h"
#include "plan/plan.h"
#include "plan/simulate/applied.h"
#include "tests/support/random_catalog.h"

namespace tenon::this_file {
namespace {

using test::Rng;

/// What a reader of the report knows: the objects that it speaks of, and in which way.
class ReportRead {
 public:
  ReportRead(const std::vector<Change>& changes, const std::vector<Consequence>& consequences) {
    for (const Change& change : changes) {
      said_[key_of(change)].insert(change.index());
      if (const auto* renamed = std::get_if<Renamed>(&change)) {
        Key former = renamed->key;
        former.name = renamed->actual_name;
        former_.insert(std::move(former));
      }
    }
    for (const Consequence& one : consequences) consequences_.insert(one.key);
  }

  /// Whether the reader expects that one op changes the catalog like this.
  bool expects(const Change& change) const {
    const Key& key = key_of(change);
    const Key table{Kind::kTable, key.schema, {}, key.table.empty() ? key.name : key.table};
    if (consequences_.contains(key) || consequences_.contains(table)) return true;
    if (said(table, Added{}) || said(table, Dropped{})) return true;
    if (key.name.text.starts_with("_tenon_swap_")) return true;  // two objects swap their names
    const auto at = said_.find(key);
    if (at == said_.end()) return former_.contains(key) && !std::holds_alternative<Added>(change);
    return at->second.contains(change.index()) || std::holds_alternative<Altered>(change) ||
           (key.kind > Kind::kColumn && said(key, Altered{}));
  }

 private:
  template <class T>
  bool said(const Key& key, const T& kind) const {
    const auto at = said_.find(key);
    return at != said_.end() && at->second.contains(Change(kind).index());
  }

  std::map<Key, std::set<std::size_t>> said_;
  std::set<Key> former_;
  std::set<Key> consequences_;
};

class ConsequenceLaws : public testing::TestWithParam<const Dialect*> {};

std::string dialect_name(const testing::TestParamInfo<const Dialect*>& info) {
  return std::string(info.param->name);
}

INSTANTIATE_TEST_SUITE_P(EveryDialect, ConsequenceLaws, testing::Values(&kPostgresql, &kSqlite),
                         dialect_name);

/// Each op is run on the model, and all that it changes there must be in the report.
TEST_P(ConsequenceLaws, NothingThatAPlanDoesIsMissingFromTheReport) {
  std::set<std::string> effects;
  for (std::uint64_t seed = 1; seed <= 150 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    const Catalog actual = test::random_catalog(*GetParam(), rng);
    const Catalog declared = test::mutated(actual, rng, 1 + static_cast<int>(seed % 12));
    const std::vector<Change> changes = diff(actual, declared);
    const Plan plan = planned(changes, actual, declared);
    const std::vector<Consequence> found = consequences(plan, changes, actual, declared);
    const ReportRead report(changes, found);
    for (const Consequence& one : found) effects.emplace(to_string(one.effect));
    Catalog now = actual;
    for (const Step& step : plan.steps)
      for (const Op& op : step.ops) {
        Catalog next = applied(now, op);
        for (const Change& change : diff(now, next))
          EXPECT_TRUE(report.expects(change)) << to_string(key_of(change)) << " changes, and nothing says so";
        if (std::holds_alternative<RebuildTable>(op)) {
          const QualifiedName& table = std::get<RebuildTable>(op).declared.name;
          EXPECT_TRUE(std::ranges::any_of(found, [&](const Consequence& one) {
            return one.effect == Effect::kRebuild && one.key.table_name() == table;
          })) << to_string(table);
        }
        now = std::move(next);
      }
  }
  const std::set<std::string> expected = GetParam() == &kSqlite
                                             ? std::set<std::string>{"fill", "rebuild"}
                                             : std::set<std::string>{"alter", "recreate", "rewrite"};
  EXPECT_TRUE(std::ranges::includes(effects, expected)) << "the catalogs are too tame";
}

TEST_P(ConsequenceLaws, NothingIsDoneWhereNothingChanges) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Catalog catalog = test::random_catalog(*GetParam(), seed);
    EXPECT_TRUE(consequences(planned({}, catalog, catalog), {}, catalog, catalog).empty());
  }
}

/// What only seems to be there: no consequence speaks of an object that comes or goes with its table.
TEST_P(ConsequenceLaws, WhatComesOrGoesHasNoConsequences) {
  for (std::uint64_t seed = 1; seed <= 60 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    const Catalog actual = test::random_catalog(*GetParam(), rng);
    const Catalog declared = test::mutated(actual, rng, 1 + static_cast<int>(seed % 12));
    const std::vector<Change> changes = diff(actual, declared);
    const Plan plan = planned(changes, actual, declared);
    for (const Consequence& one : consequences(plan, changes, actual, declared))
      EXPECT_TRUE(std::ranges::none_of(changes, [&](const Change& change) {
        const bool comes_or_goes =
            std::holds_alternative<Added>(change) || std::holds_alternative<Dropped>(change);
        return comes_or_goes && key_of(change).kind == Kind::kTable && !one.key.table_name().name.empty() &&
               one.key.kind >= Kind::kTable && key_of(change).table_name() == one.key.table_name();
      })) << describe(one);
  }
}

}  // namespace
}  // namespace tenon::this_file
