// Holds the targets of a store against their results and its log.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "store/session.h"
#include "store/store.h"

namespace tenon {

/// What the log says of targets.
struct LoggedTargets {
  std::map<std::string, std::int64_t> gone;  ///< told to be gone, and the last audit before that
  bool is_pruned = false;                    ///< first results may have been removed
};

/// Compares the labels, the reference of the URL and the state of each target with its last result, which is
/// never pruned, and when it was first recorded with its first one. Adds what is wrong to the faults; returns
/// how many targets there are.
std::int64_t checked_targets(StoreSession& session, const LoggedTargets& logged,
                             std::vector<StoreFault>& faults);

}  // namespace tenon
