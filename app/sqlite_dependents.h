// Proves that a SQLite migration leaves views and triggers compiling: a migration in, a proof out.

#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/op.h"

namespace tenon {

/// The result of running the ops of a migration on an empty copy of the database.
struct DependentsProof {
  Migration migration;  ///< with the objects that must compile at the end of each way
  std::vector<std::string>
      broken;  ///< "the upgrade: view v: no such column: b": what would not compile any more
};

/// Finds the views and triggers that a migration would break, because SQLite silently drops columns and
/// tables that they need. Runs both ways on an empty copy of `found` and checks that every view and trigger
/// that compiled at the start compiles after each. `found`: everything that was read, before any rename.
/// Objects that did not compile at the start are not checked.
DependentsProof proved_by_sqlite(Migration both, const Catalog& found);

/// Returns a sentence for each view and trigger of `found` that SQLite cannot compile and `compared` holds.
/// Objects that only lack a function, a collation or a module of a program are not reported.
std::vector<std::string> broken_by_sqlite(const Catalog& found, const Catalog& compared);

}  // namespace tenon
