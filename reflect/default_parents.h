#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// A foreign key with SET DEFAULT whose defaults are constants, and the question whether a row has them as
/// its key: one query of one row and one column, true where it has, where
/// a default is NULL, and where the parent has no rows at all yet.
struct DefaultParent {
  QualifiedName table;
  Name foreign_key;
  std::string has_parent_sql;
};

/// Those of a live catalog. A default that calls anything is left out: nothing is run.
std::vector<DefaultParent> default_parents(const Catalog& catalog);

}  // namespace tenon
