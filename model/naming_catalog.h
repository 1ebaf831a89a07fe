// Gives every nameless constraint of a catalog a name.

#pragma once

#include "model/catalog.h"
#include "model/dialect.h"
#include "model/naming.h"

namespace tenon {

/// Gives every nameless constraint a name: by the convention, else as with_server_names() does. A template
/// that requires a given name leaves the constraint to the server's rule. This is for live catalogs with
/// nameless constraints. Names are unique where the database requires it: a number is appended, in the order
/// of the definitions.
Catalog with_derived_names(Catalog catalog, const NamingConvention& convention);

/// Gives every nameless constraint the name that the server would choose.
Catalog with_server_names(Catalog catalog);

}  // namespace tenon
