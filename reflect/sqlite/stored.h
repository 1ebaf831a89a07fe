// A table's stored text beside SQLite's facts, with helpers for its readers.

#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "reflect/sqlite/facts.h"
#include "sql/create_table.h"

namespace tenon {

/// The stored text of a table and the facts that SQLite reports. Everything is read from the text and checked
/// against the facts; if they disagree, the text is not understood.
struct StoredTable {
  std::string_view sql;
  const ScannedTable& scanned;
  const SqliteFacts& all;
  const SqliteTableFacts& own;

  std::string text(Span span) const { return std::string(span.of(sql)); }
  /// Tells whether its primary key is an alias of the rowid, which has no index.
  bool has_rowid_alias() const;
};

/// Thrown if text and facts disagree; sqlite_table() returns it as the reason.
struct Disagreement {
  std::string reason;
};

/// Throws Disagreement unless `agreed`.
inline void require_agreement(bool agreed, const std::string& reason) {
  if (!agreed) throw Disagreement{reason};
}

/// Describes why a scanner stopped.
std::string not_understood(const NotUnderstood& reason, std::string_view sql);

/// Returns its primary key, unique constraints, checks and foreign keys.
std::vector<Constraint> sqlite_constraints(const StoredTable& stored, const std::vector<Column>& columns);

/// Returns who named a constraint, by whether its text has a name.
NamedBy named_by(const ScannedName& name);

/// Calls `use(clause, content, column)` for each clause of one type, in the order of the text. `column` is
/// the column that it belongs to, nullptr for a table constraint.
template <class T, class Use>
void for_each_clause(const ScannedTable& table, Use&& use) {
  for (const ScannedColumn& column : table.columns)
    for (const ScannedClause& clause : column.clauses)
      if (const T* content = std::get_if<T>(&clause.what)) use(clause, *content, &column);
  for (const ScannedClause& clause : table.constraints)
    if (const T* content = std::get_if<T>(&clause.what)) use(clause, *content, nullptr);
}

/// Returns the last clause of one type in a column definition, which is the effective one; nullptr if there
/// is none.
template <class T>
const T* last_clause(const ScannedColumn& column) {
  const T* last = nullptr;
  for (const ScannedClause& clause : column.clauses)
    if (const T* content = std::get_if<T>(&clause.what)) last = content;
  return last;
}

}  // namespace tenon
