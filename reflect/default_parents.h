// Writes the queries whether SET DEFAULT values of foreign keys are keys of a parent row.

#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// A foreign key with SET DEFAULT whose defaults are constants, and a query whether a parent row has them as
/// its key: one row of one column, true if there is such a row, if a default is NULL, or if the parent table
/// is empty.
struct DefaultParent {
  QualifiedName table;
  Name foreign_key;
  std::string has_parent_sql;
};

/// Returns such keys of a live catalog. A default that calls a function is skipped, because no user code may
/// run.
std::vector<DefaultParent> default_parents(const Catalog& catalog);

}  // namespace tenon
