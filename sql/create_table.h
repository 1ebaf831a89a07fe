// Scans SQLite's CREATE TABLE into parts with positions.

#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/constraint.h"
#include "sql/span.h"

namespace tenon {

// The parts of SQLite's CREATE TABLE with their positions. Every span is in bytes of the scanned text; names
// and collations are without quotes.

/// A name and its position, including quotes.
struct ScannedName {
  std::string text;
  Span span;

  friend bool operator==(const ScannedName&, const ScannedName&) = default;
};

/// One column of a PRIMARY KEY (...) or UNIQUE (...): `a COLLATE nocase DESC`.
struct KeyColumn {
  ScannedName name;
  std::string collation;  ///< empty if there is none
  bool descending = false;
  Span span;  ///< including COLLATE and sort order

  friend bool operator==(const KeyColumn&, const KeyColumn&) = default;
};

/// PRIMARY KEY or UNIQUE of a column, for which `columns` is empty, or of the table.
struct KeyClause {
  bool primary = false;
  std::vector<KeyColumn> columns;
  bool descending = false;  ///< PRIMARY KEY DESC of a column
  std::string on_conflict;  ///< "REPLACE" ... in upper case; empty: none is written
  bool autoincrement = false;

  friend bool operator==(const KeyClause&, const KeyClause&) = default;
};

struct NotNullClause {
  std::string on_conflict;

  friend bool operator==(const NotNullClause&, const NotNullClause&) = default;
};

/// NULL, which SQLite parses and ignores.
struct NullClause {
  friend bool operator==(const NullClause&, const NullClause&) = default;
};

struct CheckClause {
  Span expression;          ///< what stands between the parentheses
  std::string on_conflict;  ///< parsed and ignored by SQLite

  friend bool operator==(const CheckClause&, const CheckClause&) = default;
};

struct DefaultClause {
  Span value;  ///< as written, with its parentheses if it has any

  friend bool operator==(const DefaultClause&, const DefaultClause&) = default;
};

struct CollateClause {
  std::string collation;

  friend bool operator==(const CollateClause&, const CollateClause&) = default;
};

/// REFERENCES of a column, for which `columns` is empty, or FOREIGN KEY (...) REFERENCES of the table.
struct ReferencesClause {
  std::vector<ScannedName> columns;
  ScannedName table;
  std::vector<ScannedName> referred_columns;  ///< empty for the primary key of `table`
  Action onupdate = Action::kNoAction;
  Action ondelete = Action::kNoAction;
  std::string match;                ///< in upper case; empty if there is none
  bool deferrable = false;          ///< DEFERRABLE without NOT
  bool initially_deferred = false;  ///< INITIALLY DEFERRED; it has an effect only together with `deferrable`

  friend bool operator==(const ReferencesClause&, const ReferencesClause&) = default;
};

/// DEFERRABLE that is separated from its REFERENCES (`REFERENCES p NOT NULL DEFERRABLE`). It belongs to the
/// last ReferencesClause before it, which has its values already.
struct DeferralClause {
  friend bool operator==(const DeferralClause&, const DeferralClause&) = default;
};

struct GeneratedClause {
  Span expression;  ///< what stands between the parentheses
  bool stored = false;

  friend bool operator==(const GeneratedClause&, const GeneratedClause&) = default;
};

/// CONSTRAINT name without a constraint, which SQLite allows.
struct BareNameClause {
  friend bool operator==(const BareNameClause&, const BareNameClause&) = default;
};

using Clause = std::variant<KeyClause, NotNullClause, NullClause, CheckClause, DefaultClause, CollateClause,
                            ReferencesClause, DeferralClause, GeneratedClause, BareNameClause>;

/// One constraint of a column or of the table.
struct ScannedClause {
  ScannedName name;  ///< of CONSTRAINT name, the last if there are several; empty if there is none
  Clause what;
  Span span;  ///< from CONSTRAINT, or the first word of the clause, to its last token

  friend bool operator==(const ScannedClause&, const ScannedClause&) = default;
};

struct ScannedColumn {
  ScannedName name;
  Span type;  ///< empty: none is written
  std::vector<ScannedClause> clauses;
  Span span;  ///< from the name to the last token of the last clause

  friend bool operator==(const ScannedColumn&, const ScannedColumn&) = default;
};

struct ScannedTable {
  ScannedName schema;  ///< empty: none is written, as in every stored text
  ScannedName name;
  Span body;  ///< from ( to ), both included
  std::vector<ScannedColumn> columns;
  std::vector<ScannedClause> constraints;
  bool without_rowid = false;
  bool strict = false;
  Span options;  ///< what follows the body (WITHOUT ROWID, STRICT); empty and directly after the body if
                 ///< there is nothing

  friend bool operator==(const ScannedTable&, const ScannedTable&) = default;
};

/// Scans one CREATE TABLE statement as SQLite 3.40 reads it, with an optional semicolon. CREATE TABLE ... AS
/// SELECT is not understood: SQLite never stores one.
std::variant<ScannedTable, NotUnderstood> scan_create_table(std::string_view sql);

}  // namespace tenon
