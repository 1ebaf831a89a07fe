// The planner: changes between two catalogs to ops in an order that runs, for both ways of a migration. The
// changes are read into transitions, the passes decide what they entail, refusals stop what no script can do,
// the emitter turns transitions into nodes, and the graph orders these.
#include "plan/plan.h"

#include <algorithm>
#include <utility>

#include "model/dialect.h"
#include "model/error.h"
#include "plan/lookup/helper_names.h"
#include "plan/ops/op_emitter.h"
#include "plan/ops/renames.h"
#include "plan/order/graph.h"
#include "plan/passes.h"
#include "plan/refuse/changed_partition_keys.h"
#include "plan/refuse/inherited_columns.h"
#include "plan/refuse/inherited_identities.h"
#include "plan/refuse/row_types.h"
#include "plan/refuse/typed_tables.h"
#include "plan/refuse/unfinished_indexes.h"
#include "plan/transition/implied_keys.h"
#include "plan/transition/inheritance.h"
#include "plan/transition/inherited_checks.h"
#include "plan/transition/owned_sequences.h"
#include "plan/transition/partition_constraints.h"
#include "plan/transition/partition_keys.h"
#include "plan/transition/recreate_dependents.h"
#include "plan/transition/transitions.h"

namespace tenon {

namespace {

/// Every pass, in order, with the fields that it modifies. What a pass requires is stated where it is
/// declared.
constexpr Pass kPasses[] = {
    {"keep_partition_key_labels", keep_partition_key_labels, kEnumLabels},
    {"use_inferred_constraints", use_inferred_constraints, kTableSides},
    {"sync_inherited_checks", sync_inherited_checks,
     kTableEntries | kConstraintEntries | kConstraintSides | kConstraintReplaced, true},
    {"recreate_dependents", recreate_dependents,
     kTableEntries | kColumnEntries | kColumnReplaced | kColumnRecast | kConstraintEntries |
         kConstraintReplaced | kEnumUsers | kTypeEntries | kTypeReplaced | kTypeUsers},
    {"release_owned_sequences", release_owned_sequences,
     kSequenceEntries | kSequenceOwner | kColumnCascades | kTableCascades},
    {"rebuild_implied_references", rebuild_implied_references, kTableEntries},
    {"propagate_to_children", propagate_to_children, kTableEntries | kColumnEntries | kColumnInherited},
    {"recreate_nullable_keys", recreate_nullable_keys,
     kTableEntries | kConstraintEntries | kConstraintReplaced},
};

/// Throws Error(kUnsupported) for what no script can do.
void require_supported(const Transitions& transitions, const PlanInputs& inputs) {
  require_unchanged_partition_keys(transitions, inputs);
  require_finished_indexes(transitions, inputs);
  require_no_row_type_rewrites(transitions, inputs);
  require_unchanged_typed_tables(transitions, inputs);
  require_declared_columns(transitions, inputs);
  require_no_identities_below(transitions, inputs);
}

/// Returns the ops of all transitions as nodes, not yet in order.
std::vector<Node> emitted(const Transitions& transitions, const PlanInputs& inputs) {
  OpEmitter emitter(transitions, inputs);
  emit_schemas(emitter);
  emit_extensions(emitter);
  emit_enums(emitter);
  emit_types(emitter);
  emit_sequences(emitter);
  emit_tables(emitter);
  return with_renames(std::move(emitter).result(), inputs.renames, inputs.direction);
}

std::vector<Op> ops(const std::vector<Change>& changes, const Catalog& before, const Catalog& after,
                    std::span<const RenameStep> renames, Direction direction) {
  Transitions transitions = transitions_of(changes, before, after);
  const PlanInputs inputs = plan_inputs(transitions, before, after, direction, renames);
  for (const Pass& pass : passes()) transitions = pass.run(std::move(transitions), inputs);
  require_supported(transitions, inputs);
  return ordered(emitted(transitions, inputs));
}

/// Returns whether the server can update the extension from one version to the other. An extension whose
/// updates are not known is taken to have the update.
bool can_update(const Extension& server, const AlterExtension& op) {
  const auto& known = *server.updates;
  return op.actual.version == op.declared.version || !known ||
         std::ranges::find(*known, op.actual.version + "--" + op.declared.version) != known->end();
}

/// Refuses an extension update that the server does not have in the upgrade. In the downgrade the update is
/// left out, and reported.
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
    throw Error(
        Fault::kUnsupported,
        "extension " + op.actual.name.text + " cannot be updated from version " + op.actual.version +
            " to version " + op.declared.version +
            ", as the server has no such update; drop it and create it again by hand, or leave it out "
            "(--exclude extension:" +
            op.actual.name.text + ")");
  });
  each(both.down, [](AlterExtension& op) { op.keeps_version = true; });
}

/// The enums of both sides, as they are afterwards.
std::vector<Enum> enums_of(const Catalog& before, const Catalog& after) {
  std::vector<Enum> enums = after.enums;
  for (const Enum& type : before.enums)
    if (!std::ranges::binary_search(after.enums, type.name, {}, &Enum::name)) enums.push_back(type);
  return enums;
}

Plan planned(const std::vector<Change>& changes, const Catalog& before, const Catalog& after,
             std::span<const RenameStep> renames, Direction direction) {
  Step labels{.in_transaction = false, .ops = {}};
  Step rest{.in_transaction = true, .ops = {}};
  Plan plan{.dialect = before.dialect, .steps = {}, .helper_prefix = helper_prefix(before, after)};
  plan.enums = enums_of(before, after);
  for (auto& op : ops(changes, before, after, renames, direction)) {
    if (auto* rebuild = std::get_if<RebuildTable>(&op)) rebuild->helper_prefix = plan.helper_prefix;
    (std::holds_alternative<AddEnumLabel>(op) ? labels : rest).ops.push_back(std::move(op));
  }
  for (auto* step : {&labels, &rest})
    if (!step->ops.empty()) plan.steps.push_back(std::move(*step));
  return plan;
}

Plan way_down(const std::vector<Change>& changes, const Catalog& before, const Catalog& after,
              std::span<const RenameStep> renames) {
  try {
    return planned(sides_swapped(changes), after, before, renames, Direction::kDown);
  } catch (const Error& error) {
    if (error.fault() != Fault::kUnsupported) throw;
    throw Error(Fault::kUnsupported, std::string("the downgrade cannot be written: ") + error.what());
  }
}

}  // namespace

std::span<const Pass> passes() { return kPasses; }

PlanInputs plan_inputs(const Transitions& transitions, const Catalog& before, const Catalog& after,
                       Direction direction, std::span<const RenameStep> renames) {
  return {before,
          after,
          direction,
          TypeNames(before, after),
          infer_partition_constraints(transitions, before, after),
          renames};
}

Plan planned(const std::vector<Change>& changes, const Catalog& before, const Catalog& after,
             std::span<const RenameStep> renames) {
  return planned(changes, before, after, renames, Direction::kUp);
}

Migration migration(const std::vector<Change>& changes, const Catalog& before, const Catalog& after,
                    std::span<const RenameStep> renames) {
  Migration both{planned(changes, before, after, renames), way_down(changes, before, after, renames)};
  check_extension_updates(both, before.extensions);
  return both;
}

}  // namespace tenon
