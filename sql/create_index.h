// Scans SQLite's CREATE INDEX into parts with positions.

#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sql/create_table.h"
#include "sql/span.h"

namespace tenon {

/// One element of CREATE INDEX: `a COLLATE nocase DESC`, `lower(a)`.
struct ScannedIndexElement {
  ScannedName column;     ///< empty: an expression
  Span expression;        ///< without COLLATE and sort order, also for a column
  std::string collation;  ///< the outermost COLLATE; empty if there is none
  bool descending = false;
  Span span;

  friend bool operator==(const ScannedIndexElement&, const ScannedIndexElement&) = default;
};

struct ScannedIndex {
  ScannedName schema;  ///< empty if there is none, as in every stored text
  ScannedName name;
  ScannedName table;
  bool unique = false;
  std::vector<ScannedIndexElement> elements;
  Span body;   ///< from ( to ), both included
  Span where;  ///< the predicate without WHERE; empty if there is none

  friend bool operator==(const ScannedIndex&, const ScannedIndex&) = default;
};

/// Scans one CREATE INDEX statement as SQLite 3.40 reads it, with an optional semicolon.
std::variant<ScannedIndex, NotUnderstood> scan_create_index(std::string_view sql);

}  // namespace tenon
