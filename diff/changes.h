// Turns mismatches into Changes, and sorts Changes.

#pragma once

#include "diff/comparison.h"
#include "model/change.h"

namespace tenon {

/// Turns a mismatch into a change. REQUIRES: its two sides differ in name or in definition.
Change change_of(const Mismatch& mismatch);

/// Sorts changes in the order of Key; for one key, drops come first, then alterations, then additions.
std::vector<Change> in_order(std::vector<Change> changes);

}  // namespace tenon
