// The dialect of Actian PSQL as facts.

#pragma once

#include "model/dialect.h"

namespace tenon {

/// Actian PSQL (formerly Pervasive), by its published reference alone: a schema is declared for it and
/// written as its SQL, but no server is asked. Called `actian`, as `psql` is PostgreSQL's shell.
extern const Dialect kActian;

}  // namespace tenon
