// Compares two catalogs with one round of questions to the database, and returns Changes and Unknowns.

#pragma once

#include <vector>

#include "model/catalog.h"
#include "model/change.h"
#include "model/match_by.h"
#include "model/report.h"
#include "model/settling.h"

namespace tenon {

/// The differences between two catalogs, and what could not be compared.
struct Difference {
  std::vector<Change> changes;
  std::vector<Unknown> unknowns;
};

/// Like diff(), but the database first settles every expression and type that still differs. What it cannot
/// settle becomes an Unknown, never a change. The catalogs are returned with the settled keys, and with each
/// declared constraint that accepts any name (NamedBy::kServer) under its actual name.
Difference difference(Catalog& actual, Catalog& declared, const Canonicalizer& ask,
                      MatchBy match = MatchBy::kNameThenDefinition);

}  // namespace tenon
