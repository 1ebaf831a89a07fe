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
  Span expression;        ///< without COLLATE and order; of a column too
  std::string collation;  ///< the outermost COLLATE; empty: none is written
  bool descending = false;
  Span span;

  friend bool operator==(const ScannedIndexElement&, const ScannedIndexElement&) = default;
};

struct ScannedIndex {
  ScannedName schema;  ///< empty: none is written, as in every stored text
  ScannedName name;
  ScannedName table;
  bool unique = false;
  std::vector<ScannedIndexElement> elements;
  Span body;   ///< from ( to ), both included
  Span where;  ///< the predicate without WHERE; empty: none

  friend bool operator==(const ScannedIndex&, const ScannedIndex&) = default;
};

/// Scans one CREATE INDEX statement as SQLite 3.40 reads it, a closing semicolon allowed.
std::variant<ScannedIndex, NotUnderstood> scan_create_index(std::string_view sql);

}  // namespace tenon
