#pragma once

#include "model/catalog.h"
#include "model/lint.h"
#include "reflect/postgresql/connection.h"

namespace tenon {

/// Which foreign keys into other schemas their owners could not make again, and which defaults of SET DEFAULT
/// are the key of no row (as far as the role may look).
LintEvidence evidence_of(PostgresConnection& connection, const Catalog& catalog);

}  // namespace tenon
