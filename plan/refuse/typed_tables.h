#pragma once

#include "model/catalog.h"
#include "plan/lookup/type_names.h"
#include "plan/transition/transitions.h"

namespace tenon {

/// The columns of a table that is of a type (CREATE TABLE ... OF) change with the type alone. Throws
/// Error(kUnsupported) where either would have to. `exists`: the catalog that says which tables are; a way
/// back finds them as the way up did.
void refuse_changed_typed_tables(const Transitions& transitions, const Catalog& exists,
                                 const TypeNames& types);

}  // namespace tenon
