// What a migration must not lose though it is not compared: catalogs in, catalogs out.

#pragma once

#include "model/catalog.h"

namespace tenon {

/// Returns what a migration must preserve although it is not compared: the columns and constraints of
/// compared tables that a filter removed from `compared`, and all unmodelled objects.
Catalog out_of_scope(const Catalog& whole, const Catalog& compared);

/// Returns a side as the migration finds it: with the objects out of scope, which are the same before and
/// after it. Attached parts of invalid indexes are those of each side.
Catalog with_out_of_scope(Catalog side, const Catalog& out_of_scope);

}  // namespace tenon
