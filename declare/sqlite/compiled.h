// A declared schema as SQLite itself takes it.

#pragma once

#include "declare/sqlite/script_database.h"
#include "model/catalog.h"

namespace tenon {

/// Creates the tables and indexes of a declared catalog in the empty `database`, as their scripts would.
/// Throws one Error(kDeclaration) with everything that SQLite rejects (a check that names an unknown column,
/// a default that is not a constant), each with its place.
void compile_by_sqlite(const Catalog& declared, ScriptDatabase& database);

}  // namespace tenon
