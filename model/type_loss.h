// Decides whether a change of type loses part of the values silently (PostgreSQL).

#pragma once

#include "model/expression.h"

namespace tenon {

/// Returns whether a conversion between types silently loses a part of the value in PostgreSQL:
/// `numeric(10,2)` as `integer` is rounded, `timestamp` as `date` loses its hours. A type that is too short
/// (`varchar(3)`) or too small (`smallint`) rejects what does not fit, so it loses nothing. Types are
/// compared by their keys.
bool loses_silently(const Type& from, const Type& to);

}  // namespace tenon
