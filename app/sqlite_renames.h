// Lets SQLite rename tables and columns: a catalog and steps in, the renamed catalog out.

#pragma once

#include <vector>

#include "renames/database.h"

namespace tenon {

/// Carries the steps out in an empty copy: what SQLite makes of stored statements nobody else knows. What
/// cannot be made there, as a virtual table whose module only a program has, is taken to stay as it is.
RenamedCopy renamed_by_sqlite(const Catalog& catalog, const std::vector<RenameStep>& steps);

}  // namespace tenon
