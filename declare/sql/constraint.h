// Reads constraints of PostgreSQL's SQL and adds them to tables of the simulated catalog.

#pragma once

#include "declare/sql/statement.h"

namespace tenon {

/// Reads a constraint. `column` is the one whose definition it is part of, or nullptr.
void read_sql_constraint(SqlStatement& in, const PgNode& constraint, const SqlTable& table,
                         const Name* column, SqlPending& pending);

/// Adds the constraints to the table, which must be in the catalog; primary keys make their columns NOT NULL.
void add_pending(SqlStatement& in, SqlTable& table, SqlPending pending, bool only = false);

/// Tells whether two constraints have equal definitions, ignoring names and comments.
bool same_index(const Constraint& a, const Constraint& b);

}  // namespace tenon
