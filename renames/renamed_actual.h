// Carries renames out in a catalog: what is said and both catalogs in, the renamed one and the steps out.

#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/rename.h"
#include "renames/database.h"

namespace tenon {

/// The actual side as it is once the renames are carried out.
struct RenamedActual {
  Catalog catalog;
  std::vector<RenameStep> done;  ///< the steps that were still to do, tables first
  std::vector<std::string> notes;
};

/// Carries out what is not yet so, see RenameApplier. Throws Error(kUsage) for a rename of the command line
/// to what `declared` has not, with the nearest name that it has.
RenamedActual renamed_actual(Catalog actual, std::vector<DataRename> wanted, const Catalog& declared,
                             const RenamingDatabase& database);

}  // namespace tenon
