// Scans SQLite's CREATE TABLE into parts with positions.

#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/constraint.h"
#include "sql/span.h"

namespace tenon {

// SQLite's CREATE TABLE taken apart: what it says, and where it says it. Every span counts bytes of the
// scanned text; names and collations come without their quotes.

/// A name and where it stands, quotes included.
struct ScannedName {
  std::string text;
  Span span;

  friend bool operator==(const ScannedName&, const ScannedName&) = default;
};

/// One column of a PRIMARY KEY (...) or UNIQUE (...): `a COLLATE nocase DESC`.
struct KeyColumn {
  ScannedName name;
  std::string collation;  ///< empty: none is written
  bool descending = false;
  Span span;  ///< with COLLATE and order

  friend bool operator==(const KeyColumn&, const KeyColumn&) = default;
};

/// PRIMARY KEY or UNIQUE, of a column (then `columns` is empty) or of the table.
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

/// NULL, which SQLite reads and forgets.
struct NullClause {
  friend bool operator==(const NullClause&, const NullClause&) = default;
};

struct CheckClause {
  Span expression;          ///< what stands between the parentheses
  std::string on_conflict;  ///< SQLite reads and forgets it

  friend bool operator==(const CheckClause&, const CheckClause&) = default;
};

struct DefaultClause {
  Span value;  ///< as written, with its parentheses when it has them

  friend bool operator==(const DefaultClause&, const DefaultClause&) = default;
};

struct CollateClause {
  std::string collation;

  friend bool operator==(const CollateClause&, const CollateClause&) = default;
};

/// REFERENCES of a column (then `columns` is empty), or FOREIGN KEY (...) REFERENCES of the table.
struct ReferencesClause {
  std::vector<ScannedName> columns;
  ScannedName table;
  std::vector<ScannedName> referred_columns;  ///< empty: the primary key of `table`
  Action onupdate = Action::kNoAction;
  Action ondelete = Action::kNoAction;
  std::string match;                ///< in upper case; empty: none is written
  bool deferrable = false;          ///< DEFERRABLE, and not NOT DEFERRABLE
  bool initially_deferred = false;  ///< INITIALLY DEFERRED; it defers only what is deferrable

  friend bool operator==(const ReferencesClause&, const ReferencesClause&) = default;
};

/// DEFERRABLE apart from its REFERENCES (`REFERENCES p NOT NULL DEFERRABLE`). What it says has been put into
/// the last ReferencesClause before it, to which it belongs.
struct DeferralClause {
  friend bool operator==(const DeferralClause&, const DeferralClause&) = default;
};

struct GeneratedClause {
  Span expression;  ///< what stands between the parentheses
  bool stored = false;

  friend bool operator==(const GeneratedClause&, const GeneratedClause&) = default;
};

/// CONSTRAINT name with nothing behind it, which SQLite allows.
struct BareNameClause {
  friend bool operator==(const BareNameClause&, const BareNameClause&) = default;
};

using Clause = std::variant<KeyClause, NotNullClause, NullClause, CheckClause, DefaultClause, CollateClause,
                            ReferencesClause, DeferralClause, GeneratedClause, BareNameClause>;

/// One constraint of a column or of the table.
struct ScannedClause {
  ScannedName name;  ///< of CONSTRAINT name, the last when there are several; empty: none
  Clause what;
  Span span;  ///< from CONSTRAINT (or the clause's first word) to its last token

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
  Span options;  ///< what follows the body (WITHOUT ROWID, STRICT); empty, right behind the body, when none

  friend bool operator==(const ScannedTable&, const ScannedTable&) = default;
};

/// Scans one CREATE TABLE statement as SQLite 3.40 reads it, a closing semicolon allowed. CREATE TABLE ... AS
/// SELECT is not understood: SQLite never stores one.
std::variant<ScannedTable, NotUnderstood> scan_create_table(std::string_view sql);

}  // namespace tenon
