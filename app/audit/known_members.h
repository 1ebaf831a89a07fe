// The members of lists that could not be read: failures and what a store knows in, targets that could not be
// audited out.

#pragma once

#include <vector>

#include "app/audit/chosen_targets.h"
#include "store/store.h"

namespace tenon {

/// Adds to the chosen targets those of the store that came from a set or a schema map that could not be read
/// now, each with the failure of that list: whether they are still there cannot be told, so they are not
/// audited. Names and labels choose among them as among others.
ChosenTargets with_known_members(ChosenTargets chosen, const TargetChoice& choice,
                                 const std::vector<StoredTarget>& known);

}  // namespace tenon
