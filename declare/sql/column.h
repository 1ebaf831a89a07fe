// Reads column definitions of CREATE TABLE and ALTER TABLE into the simulated catalog.

#pragma once

#include <optional>
#include <string_view>

#include "declare/sql/statement.h"

namespace tenon {

/// Reads a column of CREATE TABLE or ADD COLUMN; its constraints are collected in `pending`.
SqlColumn read_sql_column(SqlStatement& in, const PgNode& definition, const SqlTable& table,
                          SqlPending& pending);

/// Reads DEFAULT, NOT NULL and everything else after the type of a column.
void read_column_constraints(SqlStatement& in, const PgNode& definition, const SqlTable& table,
                             SqlColumn& column, SqlPending& pending);

/// Reads a DEFAULT. NULL is no default, except if `over_domain`, as the domain may have a default. A sequence
/// is named as the server prints it.
std::optional<Expression> read_sql_default(const SqlStatement& in, std::string_view text,
                                           bool over_domain = false);

/// Tells whether the type is a domain that a statement created.
bool is_domain(const SimulatedCatalog& catalog, const SqlType& type);

/// Makes a column an identity column.
void add_identity(SqlStatement& in, const PgNode& constraint, const SqlTable& table, SqlColumn& column);

}  // namespace tenon
