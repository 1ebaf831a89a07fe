#pragma once

#include <vector>

#include "model/catalog.h"
#include "model/rename.h"
#include "tests/support/random_catalog.h"

namespace tenon::test {

/// Renames of some tables, as a command line says them: to fresh names, in chains and in circles, and into
/// other schemas.
std::vector<DataRename> random_table_renames(const Catalog& catalog, Rng& rng);

/// The same of columns, but for those that expressions name: a catalog does not tell how these follow.
std::vector<DataRename> random_column_renames(const Catalog& catalog, Rng& rng);

/// Some sequences get fresh names.
std::vector<RenameStep> random_sequence_renames(const Catalog& catalog, Rng& rng);

}  // namespace tenon::test
