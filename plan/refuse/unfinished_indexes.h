// Refuses plans that would have to attach the index of a partition to an index that is not complete.
#pragma once

#include "plan/transition/inputs.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// A plan does not write which partitions have attached an index to a partitioned index that is not valid
/// (ALTER INDEX ... ATTACH PARTITION). Throws Error(kUnsupported) in the upgrade, where an existing table
/// changes and is to have such an index that it does not have. REQUIRES: transitions that name every table
/// that changes.
void require_finished_indexes(const Transitions& transitions, const PlanInputs& inputs);

}  // namespace tenon
