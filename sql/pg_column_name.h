// Derives the column name that PostgreSQL gives to an expression.

#pragma once

#include <string>

#include "sql/pg_node.h"

namespace tenon {

/// The name that PostgreSQL gives to the column of an index, or of a query, that an expression makes
/// (FigureColname). "expr" stands for what tells none, as in an index.
std::string pg_column_name(const PgNode& expression);

}  // namespace tenon
