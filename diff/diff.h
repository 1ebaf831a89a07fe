// Interface of the comparison: takes two catalogs, returns Changes and Unknowns; diff() compares keys only.

#pragma once

#include <vector>

#include "model/catalog.h"
#include "model/change.h"
#include "model/report.h"
#include "model/settling.h"

namespace tenon {

/// Returns what must change in `actual` to become `declared`, in the order of Key. REQUIRES: both catalogs
/// are sorted, named and of one dialect. It compares keys only: expressions are as equal as their keys.
std::vector<Change> diff(const Catalog& actual, const Catalog& declared);

}  // namespace tenon
