#pragma once

#include "diff/comparison.h"
#include "model/change.h"

namespace tenon {

/// A mismatch as a change. Precondition: its two sides differ in name or in definition.
Change change_of(const Mismatch& mismatch);

/// In the order of Key; under one key what goes comes before what stays, and that before what comes.
std::vector<Change> in_order(std::vector<Change> changes);

}  // namespace tenon
