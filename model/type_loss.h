// Decides whether a change of type loses part of the values silently (PostgreSQL).

#pragma once

#include "model/expression.h"

namespace tenon {

/// Whether PostgreSQL stores a value of one type as the other without a word and without all of it:
/// `numeric(10,2)` as `integer` is rounded, `timestamp` as `date` loses its hours. A type that is too short
/// (`varchar(3)`) or too small (`smallint`) refuses what does not fit and loses nothing. Types are told by
/// their keys.
bool loses_silently(const Type& from, const Type& to);

}  // namespace tenon
