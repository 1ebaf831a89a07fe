// The open episodes before a sweep: states after it and what it tells in, states before it out.

#pragma once

#include <vector>

#include "audit/history.h"

namespace tenon {

/// Returns states as they were before transitions that came in this order, as far as open episodes and their
/// fingerprints go: what a summary wants of the states before. When an episode that is open again was seen
/// first is not known.
std::vector<TargetState> rewound(std::vector<TargetState> after,
                                 const std::vector<TargetTransition>& transitions);

}  // namespace tenon
