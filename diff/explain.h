// Explains for one object key why a comparison reports it or not.

#pragma once

#include <string>

#include "model/explanation.h"
#include "model/match_by.h"

namespace tenon {

/// Explains why the object of a key is or is not reported. `key` is spelled as by to_string(Key); for a
/// rename, either side's. Both catalogs are as difference() takes them. Throws Error(kUsage) with similar
/// keys if neither side has the object.
Explanation explained(const Catalog& actual, const Catalog& declared, const std::string& key,
                      const Canonicalizer& ask, MatchBy match = MatchBy::kNameThenDefinition);

}  // namespace tenon
