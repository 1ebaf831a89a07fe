// Scans the elements of a key or an index of SQLite.

#pragma once

#include <vector>

#include "sql/create_table.h"
#include "sql/ddl_cursor.h"

namespace tenon {

/// The parts of one element of a list such as `(a COLLATE nocase DESC, lower(b))`.
struct SortedElement {
  ScannedName column;     ///< empty for an expression
  Span expression;        ///< without the outer COLLATE, the sort order and enclosing parentheses
  std::string collation;  ///< the outermost; empty if there is none
  bool descending = false;
  Span span;  ///< the whole element
};

/// Takes the opening parenthesis and every element. Stops before the closing parenthesis, or before the
/// AUTOINCREMENT that a primary key may have there.
std::vector<SortedElement> take_sorted_elements(DdlCursor& cursor);

}  // namespace tenon
