// A schema that is declared in SQLite's SQL.

#pragma once

#include <span>

#include "declare/declaration.h"
#include "declare/sqlite/script_database.h"

namespace tenon {

/// Reads files of SQLite's SQL, in their order, as one script: they are run in `database`, which is empty,
/// and which is then reflected, so that whatever SQLite understands is understood. Rows are not declarations:
/// INSERT, UPDATE, DELETE and queries are passed over. Throws one Error(kDeclaration) with every statement
/// that SQLite refuses, each with its file, line and column.
Declaration read_sqlite(std::span<const Document> documents, ScriptDatabase& database);

}  // namespace tenon
