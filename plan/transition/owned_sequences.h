// A pass over the sequences whose owner, a column, is dropped.
#pragma once

#include "plan/transition/inputs.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// Lets a sequence be dropped together with its owner where it is to be dropped and nothing else draws from
/// it; takes it from its owner first otherwise (ALTER SEQUENCE ... OWNED BY NONE). REQUIRES: every pass that
/// decides that a column is dropped or replaced. MODIFIES: sequences (added, released, dropped_by_cascade),
/// cascades_to of columns and tables.
Transitions release_owned_sequences(Transitions transitions, const PlanInputs& inputs);

}  // namespace tenon
