// Refuses plans that would change a typed table (CREATE TABLE ... OF) without its type, or its type without
// it.
#pragma once

#include "plan/transition/inputs.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// The columns of a typed table change only together with the type. Throws Error(kUnsupported) where the plan
/// would change either. Which tables are typed is read from the live catalog, so that the downgrade finds
/// them as the upgrade. REQUIRES: every pass.
void require_unchanged_typed_tables(const Transitions& transitions, const PlanInputs& inputs);

}  // namespace tenon
