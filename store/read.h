// Results inside a transaction of somebody else's.

#pragma once

#include <cstdint>
#include <vector>

#include "store/session.h"
#include "store/store.h"

namespace tenon {

/// Returns the results of a sweep, by target, with findings.
std::vector<StoredAudit> results_of(StoreSession& session, std::int64_t sweep);

}  // namespace tenon
