// A declared rename of a table or a column, and the steps in which a database carries renames out.

#pragma once

#include "model/name.h"

namespace tenon {

/// A table or a column that is said to have had another name: its rows are kept. Never guessed.
struct DataRename {
  QualifiedName table;  ///< of a table, its former name; of a column, the name that its table has in the end
  Name column;          ///< its former name; empty: the table itself is renamed
  Name to;
  Source source;     ///< empty path: said on the command line
  Name schema = {};  ///< of a table: the schema that it is moved to; empty: it stays where it is

  friend bool operator==(const DataRename&, const DataRename&) = default;
};

/// One statement of a database: a table or a column gets another name, or a table another schema. A step
/// finds everything under the names that the steps before it gave.
struct RenameStep {
  QualifiedName table;        ///< that is renamed or moved, or the table of the column
  Name column = {};           ///< empty: the step is about the table
  Name to;                    ///< the name afterwards; of a table that is moved, the name that it keeps
  Name schema = {};           ///< that the table is moved to; empty: it stays where it is
  bool makes_schema = false;  ///< that schema is made for it

  friend bool operator==(const RenameStep&, const RenameStep&) = default;
};

/// What a table that is renamed is called afterwards.
template <class Rename>
QualifiedName name_after(const Rename& rename) {
  return {rename.schema.empty() ? rename.table.schema : rename.schema, rename.to};
}

/// Whether one says what the other's table or column was called before it.
template <class Rename>
bool is_next(const Rename& one, const Rename& other) {
  if (one.column.empty() != other.column.empty()) return false;
  if (one.column.empty()) return other.table == name_after(one);
  return other.table == one.table && other.column == one.to;
}

}  // namespace tenon
