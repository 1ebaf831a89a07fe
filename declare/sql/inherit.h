// Gives a new table the columns and checks of INHERITS, PARTITION OF and LIKE.

#pragma once

#include "declare/sql/statement.h"

namespace tenon {

/// Adds the columns that a new table gets from a parent (INHERITS, PARTITION OF).
void inherit(SqlStatement& in, SqlTable& table, const SqlTable& parent);

/// Adds the checks that a table inherits.
void add_inherited_checks(SimulatedCatalog& catalog, SqlTable& table);

/// Returns whether a parent of the table hands down a check of this name.
bool has_parents_check(SimulatedCatalog& catalog, const SqlTable& table, const Name& check);

/// Takes a parent from a table (NO INHERIT): what no other parent hands down is the table's own.
void disinherit(SimulatedCatalog& catalog, SqlTable& table, SqlTable& parent);
/// Removes one parent from those that hand a column down.
void release_column(SqlColumn& column);

/// Adds the columns and checks that LIKE copies; indexes and comments are copied after the table exists.
void copy_like(SqlStatement& in, const PgNode& clause, SqlTable& table, SqlPending& pending);
void add_like_indexes(SqlStatement& in, const PgNode& elements, SqlTable& table);

}  // namespace tenon
