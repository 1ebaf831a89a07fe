// Derives words for names from expressions: the name of an index column, and the columns of a check.

#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// Returns the word for an expression in the name of an index: the function name if it is a single call, as
/// in PostgreSQL's FigureIndexColname(), else "expr".
std::string index_column_name(const Expression& expression);

/// Returns the columns of `table` that an expression names, each once, in the order of the table.
std::vector<Name> columns_named(const Expression& expression, const Table& table);

}  // namespace tenon
