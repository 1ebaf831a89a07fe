// Holds the jobs of a store against its results and sweeps.

#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "store/session.h"
#include "store/store.h"

namespace tenon {

/// Adds what is wrong with jobs to `faults` and returns how many jobs there are. Results of the sweeps in
/// `pruned` may be gone. REQUIRES: a transaction.
std::int64_t checked_jobs(StoreSession& session, const std::set<std::int64_t>& pruned,
                          std::vector<StoreFault>& faults);

}  // namespace tenon
