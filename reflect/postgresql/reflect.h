#pragma once

#include "model/catalog.h"
#include "reflect/postgresql/connection.h"

namespace tenon {

/// Everything the database holds, from one snapshot, sorted. The number of statements does not depend on what
/// it holds, and they are sent without waiting for each other's answers.
Catalog reflected(PostgresConnection& connection);

}  // namespace tenon
