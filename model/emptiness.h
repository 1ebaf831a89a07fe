// Tells whether a catalog holds anything.

#pragma once

#include "model/catalog.h"

namespace tenon {

/// Tells whether a catalog holds no object, modelled or not, but the schema that every database has.
bool holds_nothing(const Catalog& catalog);

}  // namespace tenon
