// Asks the actual database which new types and expressions its compiler rejects; returns one line for each.

#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/change.h"
#include "model/settling.h"

namespace tenon {

/// Returns the errors of the actual database's compiler about types and expressions that `changes` add, and
/// about the casts that they need: the script would fail there. One line each, in the order of the changes.
/// It skips texts that may depend on what the script creates: texts that name, or belong to a column of, a
/// type, sequence, table or label that is added, and, if an extension is to be created, all that name nothing
/// of the declared side's own. A routine, or whatever else is not modelled, is created by no script.
std::vector<std::string> expected_refusals(const std::vector<Change>& changes, const Catalog& actual,
                                           const Catalog& declared, const Canonicalizer& ask);

}  // namespace tenon
