// Refuses plans that would change who declares a column.
#pragma once

#include "plan/transition/inputs.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// Whether a table declares a column itself, beside its parents, follows from the order in which it joined
/// them and got the column (ALTER TABLE, INHERIT): no statement changes that alone. Throws
/// Error(kUnsupported) where the ops would leave a column otherwise than it is to be. REQUIRES: every pass.
void require_declared_columns(const Transitions& transitions, const PlanInputs& inputs);

}  // namespace tenon
