// Refuses plans that would rewrite a table whose rows are values of a column.
#pragma once

#include "plan/transition/inputs.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// PostgreSQL does not rewrite a table while a column of another table has its row type (ALTER TABLE). Throws
/// Error(kUnsupported) where the plan would have to.
/// REQUIRES: every pass.
void require_no_row_type_rewrites(const Transitions& transitions, const PlanInputs& inputs);

}  // namespace tenon
