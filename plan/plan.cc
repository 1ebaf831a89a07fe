#include "plan/plan.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "model/dialect.h"
#include "model/error.h"
#include "plan/lookup/helper_names.h"
#include "plan/lookup/type_names.h"
#include "plan/ops/op_emitter.h"
#include "plan/order/graph.h"
#include "plan/refuse/partition_keys.h"
#include "plan/refuse/row_types.h"
#include "plan/refuse/typed_tables.h"
#include "plan/refuse/unfinished_indexes.h"
#include "plan/transition/implied_keys.h"
#include "plan/transition/inheritance.h"
#include "plan/transition/inherited_checks.h"
#include "plan/transition/owned_sequences.h"
#include "plan/transition/partition_constraints.h"
#include "plan/transition/recreate_dependents.h"
#include "plan/transition/transitions.h"

namespace tenon {

namespace {

/// A way up arrives; a way back leaves what cannot be undone as it is, and says so.
enum class Way { kUp, kBack };

std::vector<Op> ops(const std::vector<Change>& changes, const Catalog& actual, const Catalog& declared,
                    Way way) {
  const TypeNames types(actual, declared);
  Fates fate = fates(changes, actual, declared);
  if (way == Way::kBack) keep_labels_under_keys(fate, actual, types);
  std::deque<Table> known;
  know_parts(fate, actual, declared, known);
  follow_links(fate, actual);
  lift(fate, actual, types);
  follow_owners(fate, actual);
  if (!actual.dialect->can_alter_constraints) follow_implied_keys(fate, actual);
  const Heirs heirs(fate, actual);
  hand_down(fate, actual, heirs);
  lift_what_parents_stop(fate, actual, types);
  refuse_changed_keys(fate);
  if (way == Way::kUp) refuse_unfinished_indexes(fate, actual, declared);
  refuse_rewritten_rows(fate, actual, declared, types);
  refuse_changed_typed_tables(fate, way == Way::kUp ? actual : declared, types);
  Expansion expansion(fate, actual, types, heirs);
  expand_schemas(expansion);
  expand_extensions(expansion);
  expand_enums(expansion);
  expand_types(expansion);
  expand_sequences(expansion);
  expand_tables(expansion);
  return ordered(std::move(expansion).taken());
}

/// Whether the server that has `server` can bring the extension there; what it does not say it is taken to.
bool can_update(const Extension& server, const AlterExtension& op) {
  const auto& known = *server.updates;
  return op.actual.version == op.declared.version || !known ||
         std::ranges::find(*known, op.actual.version + "--" + op.declared.version) != known->end();
}

/// An update that the server does not have is refused on the way up. On the way down it is left out, and
/// said.
void look_at_updates(Migration& both, const std::vector<Extension>& server) {
  const auto each = [&](Plan& plan, auto use) {
    for (Step& step : plan.steps)
      for (Op& op : step.ops)
        if (auto* update = std::get_if<AlterExtension>(&op)) {
          const auto at = std::ranges::find(server, update->actual.name, &Extension::name);
          if (at != server.end() && !can_update(*at, *update)) use(*update);
        }
  };
  each(both.up, [](const AlterExtension& op) {
    throw Error(Fault::kUnsupported,
                "extension " + op.actual.name.text + " cannot be brought from version " + op.actual.version +
                    " to version " + op.declared.version +
                    ", the server has no such update; drop it and create it anew by hand, or leave it out "
                    "(--exclude extension:" +
                    op.actual.name.text + ")");
  });
  each(both.down, [](AlterExtension& op) { op.keeps_version = true; });
}

Plan planned(const std::vector<Change>& changes, const Catalog& actual, const Catalog& declared, Way way) {
  Step labels{.in_transaction = false, .ops = {}};
  Step rest{.in_transaction = true, .ops = {}};
  Plan plan{.dialect = actual.dialect, .steps = {}, .helper_prefix = helper_prefix(actual, declared)};
  for (auto& op : ops(changes, actual, declared, way)) {
    if (auto* rebuild = std::get_if<RebuildTable>(&op)) rebuild->helper_prefix = plan.helper_prefix;
    (std::holds_alternative<AddEnumLabel>(op) ? labels : rest).ops.push_back(std::move(op));
  }
  for (auto* step : {&labels, &rest})
    if (!step->ops.empty()) plan.steps.push_back(std::move(*step));
  return plan;
}

Plan way_down(const std::vector<Change>& changes, const Catalog& actual, const Catalog& declared) {
  try {
    return planned(sides_swapped(changes), declared, actual, Way::kBack);
  } catch (const Error& error) {
    if (error.fault() != Fault::kUnsupported) throw;
    throw Error(Fault::kUnsupported, std::string("the way down cannot be written: ") + error.what());
  }
}

}  // namespace

Plan planned(const std::vector<Change>& changes, const Catalog& actual, const Catalog& declared) {
  return planned(changes, actual, declared, Way::kUp);
}

Migration migration(const std::vector<Change>& changes, const Catalog& actual, const Catalog& declared) {
  Migration both{planned(changes, actual, declared), way_down(changes, actual, declared)};
  look_at_updates(both, actual.extensions);
  return both;
}

}  // namespace tenon
