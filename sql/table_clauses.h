// Scans the column and table constraints of SQLite's CREATE TABLE.

#pragma once

#include <optional>

#include "sql/create_table.h"
#include "sql/ddl_cursor.h"

namespace tenon {

/// The next constraint of a column, its CONSTRAINT name included; nullopt when none is there. `last` is the
/// foreign key that a DEFERRABLE standing alone belongs to, or nullptr.
std::optional<ScannedClause> take_column_clause(DdlCursor& cursor, ReferencesClause* last);

/// The next constraint of a table, likewise.
std::optional<ScannedClause> take_table_clause(DdlCursor& cursor);

}  // namespace tenon
