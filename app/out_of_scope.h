// What a migration must not lose though it is not compared: catalogs in, catalogs out.

#pragma once

#include "model/catalog.h"

namespace tenon {

/// What a migration has nothing to do with, but must not lose: of each table that is compared, the columns
/// and constraints of `whole` that a filter took out of `compared`, and everything that is not modelled.
Catalog out_of_scope(const Catalog& whole, const Catalog& compared);

/// A side as the migration meets it: with what is left alone, which is there before as after. Which parts
/// there are of indexes that are not whole is each side's own.
Catalog with_out_of_scope(Catalog side, const Catalog& out_of_scope);

}  // namespace tenon
