#pragma once

#include <vector>

#include "model/catalog.h"
#include "model/change.h"
#include "model/report.h"
#include "model/settling.h"

namespace tenon {

/// What must change in `actual` to make it `declared`, in the order of Key. Both catalogs sorted, named and
/// of one dialect. Compares keys only: expressions are as equal as their keys.
std::vector<Change> diff(const Catalog& actual, const Catalog& declared);

/// What could and could not be told about two catalogs.
struct Difference {
  std::vector<Change> changes;
  std::vector<Unknown> unknowns;
};

/// diff(), with every expression and type that still differs settled by the database first. What it could
/// not settle becomes an Unknown, never a change. The catalogs come back with the settled keys in them, and
/// with each declared constraint that any name fits (NamedBy::kServer) under the actual name.
Difference difference(Catalog& actual, Catalog& declared, const Ask& ask);

}  // namespace tenon
