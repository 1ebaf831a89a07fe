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
enum class Direction { kUp, kDown };

std::vector<Op> ops(const std::vector<Change>& changes, const Catalog& before, const Catalog& after,
                    Direction direction) {
  const TypeNames types(before, after);
  Transitions transition = transitions_of(changes, before, after);
  if (direction == Direction::kDown) keep_labels_under_keys(transition, before, types);
  std::deque<Table> known;
  infer_partition_constraints(transition, before, after, known);
  sync_inherited_checks(transition, before);
  recreate_dependents(transition, before, types);
  release_owned_sequences(transition, before);
  if (!before.dialect->can_alter_constraints) rebuild_implied_references(transition, before);
  const InheritanceTree heirs(transition, before);
  propagate_to_children(transition, before, heirs);
  recreate_keys_over_inherited_columns(transition, before, types);
  refuse_changed_keys(transition);
  if (direction == Direction::kUp) refuse_unfinished_indexes(transition, before, after);
  refuse_rewritten_rows(transition, before, after, types);
  refuse_changed_typed_tables(transition, direction == Direction::kUp ? before : after, types);
  OpEmitter emitter(transition, before, types, heirs);
  emit_schemas(emitter);
  emit_extensions(emitter);
  emit_enums(emitter);
  emit_types(emitter);
  emit_sequences(emitter);
  emit_tables(emitter);
  return ordered(std::move(emitter).result());
}

/// Whether the server that has `server` can bring the extension there; what it does not say it is taken to.
bool can_update(const Extension& server, const AlterExtension& op) {
  const auto& known = *server.updates;
  return op.actual.version == op.declared.version || !known ||
         std::ranges::find(*known, op.actual.version + "--" + op.declared.version) != known->end();
}

/// An update that the server does not have is refused on the way up. On the way down it is left out, and
/// said.
void check_extension_updates(Migration& both, const std::vector<Extension>& server) {
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

Plan planned(const std::vector<Change>& changes, const Catalog& before, const Catalog& after,
             Direction direction) {
  Step labels{.in_transaction = false, .ops = {}};
  Step rest{.in_transaction = true, .ops = {}};
  Plan plan{.dialect = before.dialect, .steps = {}, .helper_prefix = helper_prefix(before, after)};
  for (auto& op : ops(changes, before, after, direction)) {
    if (auto* try_rebuild = std::get_if<RebuildTable>(&op)) try_rebuild->helper_prefix = plan.helper_prefix;
    (std::holds_alternative<AddEnumLabel>(op) ? labels : rest).ops.push_back(std::move(op));
  }
  for (auto* step : {&labels, &rest})
    if (!step->ops.empty()) plan.steps.push_back(std::move(*step));
  return plan;
}

Plan way_down(const std::vector<Change>& changes, const Catalog& before, const Catalog& after) {
  try {
    return planned(sides_swapped(changes), after, before, Direction::kDown);
  } catch (const Error& error) {
    if (error.fault() != Fault::kUnsupported) throw;
    throw Error(Fault::kUnsupported, std::string("the way down cannot be written: ") + error.what());
  }
}

}  // namespace

Plan planned(const std::vector<Change>& changes, const Catalog& before, const Catalog& after) {
  return planned(changes, before, after, Direction::kUp);
}

Migration migration(const std::vector<Change>& changes, const Catalog& before, const Catalog& after) {
  Migration both{planned(changes, before, after), way_down(changes, before, after)};
  check_extension_updates(both, before.extensions);
  return both;
}

}  // namespace tenon
