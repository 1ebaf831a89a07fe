// A declared rename of a table or a column, and the steps in which a database carries renames out.

#pragma once

#include "model/change.h"
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

/// One statement of a database: a table, a column or a sequence gets another name, or a table another schema.
/// A step finds everything under the names that the steps before it gave.
struct RenameStep {
  Kind kind = Kind::kTable;   ///< of what is renamed; a sequence follows the column that owns it
  QualifiedName object;       ///< the table or the sequence; of a column, its table
  Name column = {};           ///< its former name; empty where the step is not about a column
  Name to;                    ///< the name afterwards; of a table that is moved, the name that it keeps
  Name schema = {};           ///< that the table is moved to; empty: it stays where it is
  bool makes_schema = false;  ///< that schema is made for it

  friend bool operator==(const RenameStep&, const RenameStep&) = default;
};

/// What a table or a sequence that is renamed is called afterwards.
inline QualifiedName name_after(const RenameStep& step) {
  return {step.schema.empty() ? step.object.schema : step.schema, step.to};
}
inline QualifiedName name_after(const DataRename& rename) {
  return {rename.schema.empty() ? rename.table.schema : rename.schema, rename.to};
}

/// Whether one renames what the other has renamed before.
inline bool is_next(const RenameStep& one, const RenameStep& other) {
  if (one.kind != other.kind) return false;
  if (one.kind != Kind::kColumn) return other.object == name_after(one);
  return other.object == one.object && other.column == one.to;
}

}  // namespace tenon
