// Runs CREATE TABLE and CREATE FOREIGN TABLE on the simulated catalog.

#pragma once

#include "declare/sql/statement.h"

namespace tenon {

void create_table(SqlStatement& in, const PgNode& statement);
void create_foreign_table(SqlStatement& in, const PgNode& statement);

/// Adds a column that a new table declares, merged with an inherited one of that name.
void merge_own_column(const SqlStatement& in, SqlTable& table, SqlColumn made, std::size_t at);

}  // namespace tenon
