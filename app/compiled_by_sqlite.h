#pragma once

#include "model/catalog.h"

namespace tenon {

/// Makes the tables and indexes of a declared catalog in an empty database in memory, as their scripts would.
/// Throws one Error(kDeclaration) with everything that SQLite refuses (a column that a check names and the
/// table has not, a default that is no constant), each with its place.
void compile_by_sqlite(const Catalog& declared);

}  // namespace tenon
