// Runs ops on a catalog instead of a database.
#pragma once

#include "model/catalog.h"
#include "model/op.h"

namespace tenon {

/// Returns the catalog after the op. Throws Error(kInternal) for what a database would reject: an object that
/// exists already or does not exist, a foreign key without a matching key, a drop of what other objects
/// depend on.
Catalog applied(Catalog catalog, const Op& op);
/// After every op of the plan.
Catalog applied(Catalog catalog, const Plan& plan);

}  // namespace tenon
