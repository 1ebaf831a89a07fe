// Finds the column references in a PostgreSQL expression.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// A reference to a column: its parts as PostgreSQL folds them (`t` and `a` of `t.a`), and its offset.
struct ColumnReference {
  std::size_t at = 0;  ///< a byte offset in the text
  std::vector<std::string> names;

  friend bool operator==(const ColumnReference&, const ColumnReference&) = default;
};

/// Returns the column references of one PostgreSQL expression, in the order of the parser's tree; none if the
/// text is not exactly one expression. `t.*` gives only the name of its table.
std::vector<ColumnReference> column_references(std::string_view expression);

}  // namespace tenon
