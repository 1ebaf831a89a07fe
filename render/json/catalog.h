// Writes a Catalog as declared JSON.

#pragma once

#include <string>

#include "model/catalog.h"
#include "model/naming.h"

namespace tenon {

/// Returns a catalog as declared JSON, complete: reading it back gives an equal catalog. Constraints without
/// a name in the database are written without one.
std::string catalog_json(const Catalog& catalog, const NamingConvention& convention);

}  // namespace tenon
