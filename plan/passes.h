// The passes of the planner as a table: what each one does to the transitions, in the order in which they
// run.
#pragma once

#include <span>
#include <string_view>

#include "plan/transition/inputs.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// The parts of the transitions that passes modify, as bits.
enum TransitionField : unsigned {
  kTableEntries = 1U << 0U,  ///< tables that no change touches get a transition
  kTableSides = 1U << 1U,    ///< TableTransition::before and after
  kTableCascades = 1U << 2U,
  kColumnEntries = 1U << 3U,
  kColumnReplaced = 1U << 4U,
  kColumnRecast = 1U << 5U,  ///< recast, cast_via_text, default_dropped
  kColumnCascades = 1U << 6U,
  kColumnInherited = 1U << 7U,  ///< this_table_only, changed_by_parent, inherited
  kConstraintEntries = 1U << 8U,
  kConstraintSides = 1U << 9U,
  kConstraintReplaced = 1U << 10U,
  kEnumUsers = 1U << 11U,
  kEnumLabels = 1U << 12U,
  kTypeEntries = 1U << 13U,
  kTypeReplaced = 1U << 14U,  ///< replaced, recreated
  kTypeUsers = 1U << 15U,
  kSequenceEntries = 1U << 16U,
  kSequenceOwner = 1U << 17U,  ///< released, dropped_by_cascade
  kOtherFields = 1U << 18U,    ///< what no pass modifies
};

/// A function from transitions to transitions. It reads nothing else than its inputs and changes no field
/// outside `modifies`; a second run changes nothing, unless the pass is to run once. tests/laws holds all
/// three.
struct Pass {
  std::string_view name;
  Transitions (*run)(Transitions transitions, const PlanInputs& inputs);
  unsigned modifies;       ///< bits of TransitionField
  bool runs_once = false;  ///< pairs objects that a second run would pair again
};

/// Returns every pass, in order. Each may rely on what those before it have decided.
std::span<const Pass> passes();

/// Returns the inputs of the passes over `transitions`, which are as transitions_of() made them.
PlanInputs plan_inputs(const Transitions& transitions, const Catalog& before, const Catalog& after,
                       Direction direction, std::span<const RenameStep> renames = {});

}  // namespace tenon
