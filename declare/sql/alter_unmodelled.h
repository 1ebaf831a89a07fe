// Runs ALTER INDEX, and ALTER TYPE of composite types, on the simulated catalog.

#pragma once

#include "declare/sql/statement.h"

namespace tenon {

/// Runs ALTER INDEX: ATTACH PARTITION and storage parameters.
void alter_index(SqlStatement& in, const QualifiedName& name, const PgNode& command);

/// Runs ALTER TYPE of a composite type, which also alters the tables OF that type.
void alter_composite(SqlStatement& in, const QualifiedName& name, const PgNode& command);

}  // namespace tenon
