// The end of a sweep inside a transaction of somebody else's.

#pragma once

#include <cstdint>
#include <vector>

#include "store/session.h"
#include "store/store.h"

namespace tenon {

/// Returns a sweep. Throws Error(kInternal) if there is none of this id.
StoredSweep sweep_of(StoreSession& session, std::int64_t id);
/// Ends a sweep that has not ended, as Store::finish_sweep() says. REQUIRES: a writing transaction.
std::vector<TargetTransition> end_sweep(StoreSession& session, StoredSweep sweep, const SweepEnd& end);

}  // namespace tenon
