#pragma once

#include <vector>

#include "model/catalog.h"
#include "model/change.h"
#include "model/op.h"

namespace tenon {

/// The changes as ops in an order that runs on the dialect of `actual`, whatever cycles the foreign keys
/// form. `actual` and `declared` are the catalogs that the changes came from.
Plan planned(const std::vector<Change>& changes, const Catalog& before, const Catalog& after);

/// Both ways.
Migration migration(const std::vector<Change>& changes, const Catalog& before, const Catalog& after);

}  // namespace tenon
