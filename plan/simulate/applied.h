#pragma once

#include "model/catalog.h"
#include "model/op.h"

namespace tenon {

/// The catalog after the op. Throws Error(kInternal) for what a database would refuse: a thing that is
/// already there or is not, a foreign key without a matching key behind it, a drop of what others lean on.
Catalog applied(Catalog catalog, const Op& op);
/// After every op of the plan.
Catalog applied(Catalog catalog, const Plan& plan);

}  // namespace tenon
