#pragma once

#include "model/catalog.h"
#include "plan/lookup/type_names.h"
#include "plan/transition/transitions.h"

namespace tenon {

// The server neither drops a column that a partition key is made of, nor gives it another type, nor one that
// is made anew (ALTER TABLE, Notes).

/// Lets the enums that keys are made of keep labels which are to go, where that is better than nothing: on
/// the way back.
void keep_labels_under_keys(Transitions& transitions, const Catalog& before, const TypeNames& types);

/// Throws Error(kUnsupported) where a column that a key is made of would have to change.
void refuse_changed_keys(const Transitions& transitions);

}  // namespace tenon
