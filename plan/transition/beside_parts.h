// Indexes and keys that a partition has beside its parts of the indexes of its ancestors, and that these
// would take in.
#pragma once

#include "plan/transition/inputs.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// Returns whether a partition has the index or the key beside its part of an index of an ancestor that would
/// take it in: PostgreSQL leaves it alone only where the part is there first.
bool is_beside_part(const Catalog& catalog, const QualifiedName& partition, const Constraint& own);

/// Replaces what is to stay beside a part that the plan makes, or attaches again: it is out of the way
/// meanwhile.
void replace_beside_parts(Transitions& transitions, const Catalog& before);

}  // namespace tenon
