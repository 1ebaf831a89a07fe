// A schema that is declared in SQLite's SQL.

#pragma once

#include <span>

#include "declare/declaration.h"
#include "declare/sqlite/script_database.h"

namespace tenon {

/// Reads files of SQLite's SQL, in their order, as one script: runs them in the empty `database`, and
/// reflects it, so that everything that SQLite understands is supported. Rows are not declarations: INSERT,
/// UPDATE, DELETE and queries are skipped. Throws one Error(kDeclaration) with every statement that SQLite
/// rejects, each with its file, line and column.
Declaration read_sqlite(std::span<const Document> documents, ScriptDatabase& database);

}  // namespace tenon
