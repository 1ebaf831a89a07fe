// Finds the column references in a PostgreSQL expression.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// A reference to a column: its names as PostgreSQL folds them (`t`, `a` of `t.a`), and where it begins.
struct ColumnReference {
  std::size_t at = 0;  ///< a byte of the text
  std::vector<std::string> names;

  friend bool operator==(const ColumnReference&, const ColumnReference&) = default;
};

/// The column references of one PostgreSQL expression, in the order of the parser's tree; none when the text
/// is not exactly one expression. `t.*` has the name of its table alone.
std::vector<ColumnReference> column_references(std::string_view expression);

}  // namespace tenon
