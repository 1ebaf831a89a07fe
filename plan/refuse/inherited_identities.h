// Refuses plans that would change a column above an identity.
#pragma once

#include "plan/transition/inputs.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// A change of the default, and DROP NOT NULL, reach the tables that inherit the column, and PostgreSQL
/// refuses them where it is an identity there (ATExecColumnDefault, ATExecDropNotNull). Throws
/// Error(kUnsupported). REQUIRES: every pass.
void require_no_identities_below(const Transitions& transitions, const PlanInputs& inputs);

}  // namespace tenon
