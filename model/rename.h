#pragma once

#include "model/name.h"

namespace tenon {

/// A table or a column that is said to have had another name: its rows are kept. Never guessed.
struct DataRename {
  QualifiedName table;  ///< of a table, its former name; of a column, the name that its table has in the end
  Name column;          ///< its former name; empty: the table itself is renamed
  Name to;
  Source source;  ///< empty path: said on the command line

  friend bool operator==(const DataRename&, const DataRename&) = default;
};

}  // namespace tenon
