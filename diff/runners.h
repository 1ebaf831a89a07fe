#pragma once

#include "model/dialect.h"
#include "model/name.h"

namespace tenon {

/// Whether a table is where a migration runner keeps its books: by the name that the runner gives it when
/// nobody says otherwise.
bool is_runner_table(const QualifiedName& table, const Dialect& dialect);
/// Whether a schema holds nothing but a runner's books.
bool is_runner_schema(const Name& schema, const Dialect& dialect);

}  // namespace tenon
