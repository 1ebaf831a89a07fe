// A pass over the tables that leave a parent or join one, for the constraints that they inherit.
#pragma once

#include "plan/transition/inputs.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// Makes the constraints that a table inherited its own where it leaves its parent, and matches those that a
/// partition is to inherit with those that it has, so that none is dropped only to be created again. A check
/// that PostgreSQL would not let a table have, or drop, beside its parent's is dropped and created again on
/// the parent. REQUIRES: use_inferred_constraints(). MODIFIES: constraints of these tables (added, removed,
/// their sides); checks of their parents (added, replaced).
Transitions sync_inherited_checks(Transitions transitions, const PlanInputs& inputs);

}  // namespace tenon
