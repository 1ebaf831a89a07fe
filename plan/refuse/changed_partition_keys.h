// Refuses plans that would change a column of a partition key.
#pragma once

#include "plan/transition/inputs.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// PostgreSQL neither changes how an existing table is partitioned, nor drops a column of a partition key,
/// nor changes its type or a type under it (ALTER TABLE, Notes). Throws Error(kUnsupported) where the plan
/// would have to. REQUIRES: every pass.
void require_unchanged_partition_keys(const Transitions& transitions, const PlanInputs& inputs);

}  // namespace tenon
