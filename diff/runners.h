// Recognizes the bookkeeping tables of migration runners by name.

#pragma once

#include "model/dialect.h"
#include "model/name.h"

namespace tenon {

/// Tells whether a table has the default name of a migration runner's bookkeeping table.
bool is_runner_table(const QualifiedName& table, const Dialect& dialect);
/// Tells whether a schema holds only a migration runner's bookkeeping.
bool is_runner_schema(const Name& schema, const Dialect& dialect);

}  // namespace tenon
