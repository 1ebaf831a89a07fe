// Rewrites double-quoted strings of SQLite as string literals.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// Returns an expression over these columns as SQLite reads it: "x" is the string 'x' if there is no column
/// x, and is rewritten as such. Otherwise a column x that is added later would change the meaning of the
/// text.
std::string with_string_literals(std::string_view sql, const std::vector<Name>& columns);

/// Makes an Expression; in a dialect in which double quotes may delimit strings, such strings are rewritten
/// as above.
Expression expression_over(std::string_view sql, const std::vector<Name>& columns, const Dialect& dialect);

/// Returns the names of the columns of a table, in order.
std::vector<Name> column_names(const std::vector<Column>& columns);

}  // namespace tenon
