// Reads from the server what lint knows beyond the catalog: rights, and rows of parent tables.

#pragma once

#include "model/catalog.h"
#include "model/lint.h"
#include "reflect/postgresql/connection.h"

namespace tenon {

/// Returns which foreign keys into other schemas their owners could not recreate, and which SET DEFAULT
/// values are no parent key, as far as the role may read.
LintEvidence evidence_of(PostgresConnection& connection, const Catalog& catalog);

}  // namespace tenon
