#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "reflect/sqlite/facts.h"
#include "sql/create_table.h"

namespace tenon {

/// A table's stored text beside what SQLite makes of it. Everything is read from the text and held against
/// the facts; where the two disagree, the text has not been understood.
struct StoredTable {
  std::string_view sql;
  const ScannedTable& scanned;
  const SqliteFacts& all;
  const SqliteTableFacts& own;

  std::string text(Span span) const { return std::string(span.of(sql)); }
  /// Whether its primary key is the rowid under another name: a key without an index of its own.
  bool has_rowid_alias() const;
};

/// Thrown where text and facts disagree; sqlite_table() returns it as the reason.
struct Disagreement {
  std::string reason;
};

/// Throws the disagreement unless `agreed`.
inline void require_agreement(bool agreed, const std::string& reason) {
  if (!agreed) throw Disagreement{reason};
}

/// Why a scanner stopped, in words.
std::string not_understood(const NotUnderstood& reason, std::string_view sql);

/// The columns of the table, in its order.
std::vector<Column> sqlite_columns(const StoredTable& stored);

/// Its primary key, uniques, checks and foreign keys.
std::vector<Constraint> sqlite_constraints(const StoredTable& stored, const std::vector<Column>& columns);

/// The primary key and the uniques alone.
std::vector<Constraint> sqlite_keys(const StoredTable& stored, const std::vector<Column>& columns);
/// The foreign keys alone.
std::vector<Constraint> sqlite_references(const StoredTable& stored, const std::vector<Column>& columns);

/// The columns of a table's primary key, in its order; none when it has no key or is not there.
std::vector<Name> primary_columns(const SqliteTableFacts& table);
/// Who named a constraint, by whether its text has a name.
NamedBy named_by(const ScannedName& name);
/// The column of that name, as the table spells it.
const Name& column_named(const std::vector<Column>& columns, const std::string& name);
/// The collation by which a column compares, in lower case: "binary" when it has none.
std::string collation_of(const Column& column);

/// Calls `use(clause, content, column)` for each clause of one type, in the order of the text; `column` is
/// the column that it stands at, nullptr for a constraint of the table.
template <class T, class Use>
void for_each_clause(const ScannedTable& table, Use&& use) {
  for (const ScannedColumn& column : table.columns)
    for (const ScannedClause& clause : column.clauses)
      if (const T* content = std::get_if<T>(&clause.what)) use(clause, *content, &column);
  for (const ScannedClause& clause : table.constraints)
    if (const T* content = std::get_if<T>(&clause.what)) use(clause, *content, nullptr);
}

/// The last clause of one type at a column, which is the one that holds; nullptr when there is none.
template <class T>
const T* last_clause(const ScannedColumn& column) {
  const T* last = nullptr;
  for (const ScannedClause& clause : column.clauses)
    if (const T* content = std::get_if<T>(&clause.what)) last = content;
  return last;
}

}  // namespace tenon
