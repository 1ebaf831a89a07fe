#include "plan/plan.h"

#include <utility>

#include "model/dialect.h"
#include "plan/expansion.h"
#include "plan/fates.h"
#include "plan/graph.h"
#include "plan/heirs.h"
#include "plan/implied_keys.h"
#include "plan/lift.h"
#include "plan/links.h"
#include "plan/owners.h"
#include "plan/types.h"

namespace tenon {

namespace {

std::vector<Op> ops(const std::vector<Change>& changes, const Catalog& actual, const Catalog& declared) {
  const TypeNames types(actual, declared);
  Fates fate = fates(changes, actual, declared);
  follow_links(fate, actual);
  lift(fate, actual, types);
  follow_owners(fate, actual);
  if (!actual.dialect->can_alter_constraints) follow_implied_keys(fate, actual);
  const Heirs heirs(fate, actual);
  hand_down(fate, actual, heirs);
  lift_what_parents_stop(fate, actual, types);
  Expansion expansion(fate, actual, types, heirs);
  expand_schemas(expansion);
  expand_extensions(expansion);
  expand_enums(expansion);
  expand_types(expansion);
  expand_sequences(expansion);
  expand_tables(expansion);
  return ordered(std::move(expansion).taken());
}

}  // namespace

Plan planned(const std::vector<Change>& changes, const Catalog& actual, const Catalog& declared) {
  Step labels{.in_transaction = false, .ops = {}};
  Step rest{.in_transaction = true, .ops = {}};
  for (auto& op : ops(changes, actual, declared))
    (std::holds_alternative<AddEnumLabel>(op) ? labels : rest).ops.push_back(std::move(op));
  Plan plan{.dialect = actual.dialect, .steps = {}};
  for (auto* step : {&labels, &rest})
    if (!step->ops.empty()) plan.steps.push_back(std::move(*step));
  return plan;
}

Migration migration(const std::vector<Change>& changes, const Catalog& actual, const Catalog& declared) {
  return {planned(changes, actual, declared), planned(sides_swapped(changes), declared, actual)};
}

}  // namespace tenon
