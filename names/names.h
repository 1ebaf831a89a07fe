#pragma once

#include <vector>

#include "model/catalog.h"
#include "model/names.h"

namespace tenon {

/// Every constraint and index of a catalog, by what its name is under the convention. A template that wants a
/// name (`%(constraint_name)s`) is kept by any that fits around one; what does not fit is to be called by
/// what it is called now, put into the template, without what the server puts around it.
std::vector<NameVerdict> names_held(const Catalog& catalog, const NamingConvention& convention);

/// The catalog with the names that differ changed to what they would be.
Catalog renamed_by(Catalog catalog, const std::vector<NameVerdict>& names);

/// The changes between a catalog and renamed_by() of it: renames and nothing else.
std::vector<Change> renames_of(const Catalog& catalog, const std::vector<NameVerdict>& names);

/// The templates that most names of each kind follow, of pk, uq, fk, ck and ix those that the catalog has.
std::vector<GuessedTemplate> guessed_convention(const Catalog& catalog);

/// The convention of templates that half of the names at least follow, and more than one, or all there are.
NamingConvention convention_of(const std::vector<GuessedTemplate>& guessed);

}  // namespace tenon
