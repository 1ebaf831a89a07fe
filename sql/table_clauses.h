// Scans the column and table constraints of SQLite's CREATE TABLE.

#pragma once

#include <optional>

#include "sql/create_table.h"
#include "sql/ddl_cursor.h"

namespace tenon {

/// Takes the next constraint of a column, including its CONSTRAINT name; nullopt if there is none. `last` is
/// the foreign key to which a separate DEFERRABLE belongs, or nullptr.
std::optional<ScannedClause> take_column_clause(DdlCursor& cursor, ReferencesClause* last);

/// Takes the next constraint of a table in the same way.
std::optional<ScannedClause> take_table_clause(DdlCursor& cursor);

}  // namespace tenon
