#pragma once

#include <span>

#include "declare/declaration.h"

namespace tenon {

/// Reads files of SQLite's SQL, in their order, as one script: they are run in an empty database in memory,
/// which is then reflected, so that whatever SQLite understands is understood. Rows are not declarations:
/// INSERT, UPDATE, DELETE and queries are passed over. Throws one Error(kDeclaration) with every statement
/// that SQLite refuses, each with its file, line and column.
Declaration read_sqlite(std::span<const Document> documents);

}  // namespace tenon
