#pragma once

#include "model/catalog.h"
#include "plan/lookup/type_names.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// Decides what must be dropped and added again: what cannot be changed in place, derived columns over
/// columns that change under them, and everything that stays but leans on what goes, with foreign keys from
/// tables that no change touches among it.
void recreate_dependents(Transitions& transitions, const Catalog& before, const TypeNames& types);

/// The same for what a change of the parents would stumble over (hand_down() has said what they make of the
/// columns): a primary key over a column whose parent comes to take NULL, and who refers to it.
void recreate_keys_over_inherited_columns(Transitions& transitions, const Catalog& before,
                                          const TypeNames& types);

}  // namespace tenon
