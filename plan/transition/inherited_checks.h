#pragma once

#include "plan/transition/transitions.h"

namespace tenon {

/// For tables that part from a parent or join one: what they were handed down becomes their own, and what
/// partitions are to be handed down is taken from what they have, so that nothing is dropped and made again.
/// What the server would not let a table have, or drop, beside its parent's check is the parent's to make
/// anew.
void sync_inherited_checks(Transitions& transitions, const Catalog& before);

}  // namespace tenon
