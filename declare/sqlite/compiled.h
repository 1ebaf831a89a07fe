// A declared schema as SQLite itself takes it.

#pragma once

#include "declare/sqlite/script_database.h"
#include "model/catalog.h"

namespace tenon {

/// Makes the tables and indexes of a declared catalog in `database`, which is empty, as their scripts would.
/// Throws one Error(kDeclaration) with everything that SQLite refuses (a column that a check names and the
/// table has not, a default that is no constant), each with its place.
void compile_by_sqlite(const Catalog& declared, ScriptDatabase& database);

}  // namespace tenon
