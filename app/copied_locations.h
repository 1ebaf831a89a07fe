// Gives a catalog that a server has read the places in the files that it was read from.

#pragma once

#include "model/catalog.h"

namespace tenon {

/// Returns `catalog` with the source locations of the objects of equal names in `read_elsewhere`, which may
/// lack some: a server that has run a file does not know the positions in it.
Catalog with_locations_of(Catalog catalog, Catalog read_elsewhere);

}  // namespace tenon
