// Rewrites double-quoted strings of SQLite as string literals.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// An expression over these columns as SQLite reads it: "x" in double quotes is the string 'x' where there is
/// no column x, and is written so. A column x that is added later would else change what the text means.
std::string with_strings_told(std::string_view sql, const std::vector<Name>& columns);

/// The expression as it enters, with its strings told where the dialect may mean strings by double quotes.
Expression expression_over(std::string_view sql, const std::vector<Name>& columns, const Dialect& dialect);

/// The names of a table's columns, in its order.
std::vector<Name> column_names(const std::vector<Column>& columns);

}  // namespace tenon
