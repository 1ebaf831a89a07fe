// Decides whether a change of type loses part of the values silently, and whether it rewrites the rows
// (PostgreSQL).

#pragma once

#include "model/expression.h"

namespace tenon {

/// Returns whether a conversion between types silently loses a part of the value in PostgreSQL:
/// `numeric(10,2)` as `integer` is rounded, `timestamp` as `date` loses its hours. A type that is too short
/// (`varchar(3)`) or too small (`smallint`) rejects what does not fit, so it loses nothing. Types are
/// compared by their keys.
bool loses_silently(const Type& from, const Type& to);

/// Whether ALTER COLUMN TYPE from one type to the other rewrites every row of the table.
enum class RowRewrite {
  kNever,
  kAlways,
  kDepends,  ///< on what a domain is made of, on casts that somebody defined, or on the time zone
};

/// What PostgreSQL does to the rows: it leaves them as they are where the types are stored alike and every
/// value stays as it is: a longer `varchar`, more digits of the same scale, a higher precision of seconds
/// (manual, ALTER TABLE, Notes; measured on version 15). Types are told by their keys.
RowRewrite row_rewrite(const Type& from, const Type& to);

}  // namespace tenon
