// Scans the elements of a key or an index of SQLite.

#pragma once

#include <vector>

#include "sql/create_table.h"
#include "sql/ddl_cursor.h"

namespace tenon {

/// One element of a list such as `(a COLLATE nocase DESC, lower(b))`, taken apart.
struct SortedElement {
  ScannedName column;     ///< empty: an expression
  Span expression;        ///< without the outer COLLATE, the order and parentheses around all of it
  std::string collation;  ///< the outermost; empty: none is written
  bool descending = false;
  Span span;  ///< all of it
};

/// From the opening parenthesis over every element. Stops before the closing parenthesis, or before the
/// AUTOINCREMENT that a primary key may have there.
std::vector<SortedElement> take_sorted_elements(DdlCursor& cursor);

}  // namespace tenon
