// What the log says of results that were removed because of their age.

#pragma once

#include <cstdint>
#include <set>

#include "audit/event.h"

namespace tenon {

inline constexpr const char* kStorePruned = "store.pruned";

/// Returns the event that says which sweeps have lost results, without id and hashes.
Event pruned_event(const std::set<std::int64_t>& sweeps, Instant at);
/// The reverse of pruned_event().
std::set<std::int64_t> pruned_sweeps(const Event& event);

}  // namespace tenon
