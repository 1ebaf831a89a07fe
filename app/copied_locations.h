// Gives a catalog that a server has read the places in the files that it was read from.

#pragma once

#include "model/catalog.h"

namespace tenon {

/// `catalog` with the places of the objects of the same names in `read_elsewhere`, which may lack some: a
/// server that has read a file does not know where in it something stands.
Catalog with_locations_of(Catalog catalog, Catalog read_elsewhere);

}  // namespace tenon
