// Proves that a SQLite migration leaves views and triggers compiling: a migration in, a proof out.

#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/op.h"

namespace tenon {

/// A migration whose ops were run on an empty copy of the database.
struct DependentsProof {
  Migration migration;  ///< with what must compile at the end of each way
  std::vector<std::string>
      broken;  ///< "the way up: view v: no such column: b": what would not compile any more
};

/// SQLite drops columns and tables that views and triggers need, and says nothing. Runs both ways on an empty
/// copy of `found` and looks whether every view and trigger that compiled in the beginning compiles after
/// each. `found`: the whole of what was read, before anything is renamed. What does not compile in the
/// beginning is not asked for.
DependentsProof proved_by_sqlite(Migration both, const Catalog& found);

/// A sentence for each view and trigger of `found` that SQLite cannot compile and `compared` holds. What only
/// lacks a function, a collation or a module of some program is no matter.
std::vector<std::string> broken_by_sqlite(const Catalog& found, const Catalog& compared);

}  // namespace tenon
