// Runs all catalog queries in one snapshot and returns the Catalog.

#pragma once

#include "model/catalog.h"
#include "reflect/postgresql/connection.h"

namespace tenon {

/// Returns all that the database holds, sorted, from one snapshot. The number of statements does not depend
/// on the number of objects, and they are pipelined.
Catalog reflected(PostgresConnection& connection);

}  // namespace tenon
