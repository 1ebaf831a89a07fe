// The dialect of Actian PSQL as facts.

#pragma once

#include "model/dialect.h"

namespace tenon {

/// The facts of Actian PSQL (formerly Pervasive), taken from its published reference. Schemas can be declared
/// for it and written as its SQL, but tenon connects to no server. It is called `actian` because `psql` is
/// PostgreSQL's shell.
extern const Dialect kActian;

}  // namespace tenon
