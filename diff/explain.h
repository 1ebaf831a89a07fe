#pragma once

#include <string>

#include "model/explanation.h"

namespace tenon {

/// Why the object of a key (as shown(Key) spells it; of a rename, either side's) is reported, or is not. Both
/// catalogs as difference() takes them. Throws Error(kUsage) when neither side has it, with some that are
/// near.
Explanation explained(const Catalog& actual, const Catalog& declared, const std::string& key, const Ask& ask);

}  // namespace tenon
