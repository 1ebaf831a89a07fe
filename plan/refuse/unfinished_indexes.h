#pragma once

#include "model/catalog.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// Which partitions have their part of an index that is not whole (ALTER INDEX ... ATTACH PARTITION) is not
/// written. Throws Error(kUnsupported) where tables that there are change and are to have parts that they
/// have not.
void refuse_unfinished_indexes(const Transitions& transitions, const Catalog& before, const Catalog& after);

}  // namespace tenon
