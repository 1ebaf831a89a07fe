// What a plan does beyond the changes that it was made from: plan and changes in, consequences out.
#pragma once

#include <vector>

#include "model/op.h"
#include "model/report.h"

namespace tenon {

/// Every effect of a plan that no change names, in the order of keys. A change accounts for what it says
/// itself: an added object is created, a dropped one dropped, an altered one altered, and a constraint or an
/// index that is altered may be dropped and created again. A table that comes or goes accounts for all that
/// is on it. `before` and `after` are the catalogs that the plan leads between.
std::vector<Consequence> consequences(const Plan& plan, const std::vector<Change>& changes,
                                      const Catalog& before, const Catalog& after);

}  // namespace tenon
