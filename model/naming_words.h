// Derives words for names from expressions: the name of an index column, and the columns of a check.

#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// What an expression is called in the name of an index: its function when it is one call, as PostgreSQL's
/// FigureIndexColname() has it; else "expr".
std::string index_column_name(const Expression& expression);

/// The columns of `table` that an expression names, each once, in the order of the table.
std::vector<Name> columns_named(const Expression& expression, const Table& table);

}  // namespace tenon
