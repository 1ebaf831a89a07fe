// Checks the names of a catalog against a naming convention, and derives renames.

#pragma once

#include <vector>

#include "model/catalog.h"
#include "model/names.h"

namespace tenon {

/// Checks the name of every constraint and index of a catalog against a convention. A template with
/// `%(constraint_name)s` is satisfied by any name that fits around it; for a name that does not fit, it
/// suggests the template filled with the present name, without the words that the server adds.
std::vector<NameVerdict> names_held(const Catalog& catalog, const NamingConvention& convention,
                                    WhichNames which = WhichNames::kAll);

/// Returns the catalog with deviating names replaced by the suggested ones.
Catalog renamed_by(Catalog catalog, const std::vector<NameVerdict>& names);

/// Returns the changes from a catalog to renamed_by() of it; all are renames.
std::vector<Change> renames_of(const Catalog& catalog, const std::vector<NameVerdict>& names);

}  // namespace tenon
