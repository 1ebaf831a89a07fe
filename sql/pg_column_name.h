// Derives the column name that PostgreSQL gives to an expression.

#pragma once

#include <string>

#include "sql/pg_node.h"

namespace tenon {

/// Returns the name that PostgreSQL gives to a column that is an expression, in an index or a query
/// (FigureColname); "expr" if the expression suggests none, as for an index.
std::string pg_column_name(const PgNode& expression);

}  // namespace tenon
