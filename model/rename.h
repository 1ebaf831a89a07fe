// A declared rename of a table or a column.

#pragma once

#include "model/name.h"

namespace tenon {

/// A table or a column that is said to have had another name: its rows are kept. Never guessed.
struct DataRename {
  QualifiedName table;  ///< of a table, its former name; of a column, the name that its table has in the end
  Name column;          ///< its former name; empty: the table itself is renamed
  Name to;
  Source source;              ///< empty path: said on the command line
  Name schema = {};           ///< of a table: the schema that it is moved to; empty: it stays where it is
  bool makes_schema = false;  ///< that schema is made for it

  friend bool operator==(const DataRename&, const DataRename&) = default;
};

/// What a table that is renamed is called afterwards.
inline QualifiedName name_after(const DataRename& rename) {
  return {rename.schema.empty() ? rename.table.schema : rename.schema, rename.to};
}

/// Whether one says what the other's table or column was called before it.
inline bool is_next(const DataRename& one, const DataRename& other) {
  if (one.column.empty() != other.column.empty()) return false;
  if (one.column.empty()) return other.table == name_after(one);
  return other.table == one.table && other.column == one.to;
}

}  // namespace tenon
