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

/// The differences between two catalogs, and what could not be compared.
struct Difference {
  std::vector<Change> changes;
  std::vector<Unknown> unknowns;
};

/// Like diff(), but the database first settles every expression and type that still differs. What it cannot
/// settle becomes an Unknown, never a change. The catalogs are returned with the settled keys, and with each
/// declared constraint that accepts any name (NamedBy::kServer) under its actual name.
Difference difference(Catalog& actual, Catalog& declared, const Ask& ask);

}  // namespace tenon
