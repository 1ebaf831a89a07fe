#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "diff/diff.h"
#include "model/error.h"
#include "plan/plan.h"
#include "plan/simulate/applied.h"
#include "tests/support/random_catalog.h"
#include "tests/support/random_dialect.h"

namespace tenon::this_file {
namespace {

using test::Rng;

/// What a dialect can do, for a failure's trace.
std::string described(const Dialect& dialect) {
  std::string text;
  const auto add = [&](const char* name, bool value) { text += std::string(value ? " " : " !") + name; };
  add("can_alter_constraints", dialect.can_alter_constraints);
  add("can_alter_checks", dialect.can_alter_checks);
  add("checks_references", dialect.checks_references);
  add("names_constraints", dialect.names_constraints);
  add("index_names_per_schema", dialect.index_names_per_schema);
  add("keys_name_their_index", dialect.keys_name_their_index);
  add("has_enums", dialect.has_enums);
  add("has_row_types", dialect.has_row_types);
  add("has_sequences", dialect.has_sequences);
  add("has_identity_columns", dialect.has_identity_columns);
  add("has_comments", dialect.has_comments);
  add("has_storage_parameters", dialect.has_storage_parameters);
  add("types_bind_values", dialect.types_bind_values);
  add("folds_case", dialect.lexis.folds_case);
  add("has_schemas", dialect.has_schemas());
  return text + " " + std::string(dialect.lexis.identifier_quotes);
}

struct Pair {
  Catalog actual;
  Catalog declared;
};

Pair random_pair(const Dialect& dialect, Rng& rng, std::uint64_t seed) {
  Catalog actual = test::random_catalog(dialect, rng);
  if (seed % 3 == 0) return {actual, test::random_catalog(dialect, rng)};
  Catalog declared = test::mutated(actual, rng, 1 + static_cast<int>(seed % 12));
  return {std::move(actual), std::move(declared)};
}

void expect_leads(const Plan& plan, const Catalog& from, const Catalog& to) {
  try {
    const Catalog reached = applied(from, plan);
    for (const auto& change : diff(reached, to)) ADD_FAILURE() << "left over: " << to_string(key_of(change));
  } catch (const Error& error) {
    ADD_FAILURE() << error.what();
  }
}

constexpr std::uint64_t kDialects = 500;

template <class Law>
void for_each_dialect(std::uint64_t count, Law law) {
  for (std::uint64_t seed = 1; seed <= count && !testing::Test::HasFailure(); ++seed) {
    Rng rng(seed);
    const Dialect dialect = test::random_dialect(rng);
    SCOPED_TRACE("seed " + std::to_string(seed) + described(dialect));
    law(dialect, rng, seed);
  }
}

TEST(FakeDialect, ACatalogDoesNotDifferFromItself) {
  for_each_dialect(kDialects, [](const Dialect& dialect, Rng& rng, std::uint64_t seed) {
    const Pair pair = random_pair(dialect, rng, seed);
    EXPECT_TRUE(diff(pair.actual, pair.actual).empty());
    EXPECT_TRUE(diff(pair.declared, pair.declared).empty());
    EXPECT_EQ(diff(pair.actual, pair.declared).empty(), pair.actual == pair.declared);
  });
}

TEST(FakeDialect, PlansArriveAndLeadBack) {
  for_each_dialect(kDialects, [](const Dialect& dialect, Rng& rng, std::uint64_t seed) {
    const Pair pair = random_pair(dialect, rng, seed);
    const Migration plans = migration(diff(pair.actual, pair.declared), pair.actual, pair.declared);
    expect_leads(plans.up, pair.actual, pair.declared);
    expect_leads(plans.down, pair.declared, pair.actual);
  });
}

/// A fact that is never true, or never false, would make the laws say nothing of it.
TEST(FakeDialect, DrawsEachWayOfEachFact) {
  std::size_t rebuilds = 0, alters = 0, enums = 0, nameless = 0, backquoted = 0;
  for_each_dialect(200, [&](const Dialect& dialect, Rng&, std::uint64_t) {
    rebuilds += !dialect.can_alter_constraints;
    alters += dialect.can_alter_constraints;
    enums += dialect.has_enums;
    nameless += !dialect.names_constraints;
    backquoted += dialect.lexis.quote() == '`';
  });
  for (const std::size_t count : {rebuilds, alters, enums, nameless, backquoted}) EXPECT_GT(count, 20U);
}

}  // namespace
}  // namespace tenon::this_file
