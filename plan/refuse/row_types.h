#pragma once

#include "model/catalog.h"
#include "plan/lookup/type_names.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// PostgreSQL rewrites no table whose rows a column of another holds (ALTER TABLE). Throws
/// Error(kUnsupported) where it would have to.
void refuse_rewritten_rows(const Transitions& transitions, const Catalog& before, const Catalog& after,
                           const TypeNames& types);

}  // namespace tenon
