// Serial columns as facts: PostgreSQL's words for them, and SQLAlchemy's rule of autoincrement.

#pragma once

#include <string_view>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// Returns the integer type that a serial word in lower case stands for: `bigserial` and `serial8` are
/// `bigint` (PostgreSQL manual, Serial Types). Returns an empty text for any other word.
std::string_view serial_integer(std::string_view word);

/// Returns the serial word of an integer type: `serial` for `integer`. Returns an empty text for any other
/// type.
std::string_view serial_word(const Type& type);

/// Tells whether a column has a serial word as its type, as with_serial_words() leaves it.
bool is_serial_word(const Type& type);

/// Tells whether SQLAlchemy's `autoincrement="auto"` makes a column of a table with these constraints SERIAL:
/// the only column of the primary key, of an integer type, without a default, an identity or a foreign key
/// (SQLAlchemy, Column.autoincrement). `follows_keys` passes over foreign keys, as `"ignore_fk"` does.
bool counts_by_itself(const Column& column, const std::vector<const Constraint*>& constraints,
                      bool follows_keys = false);
bool counts_by_itself(const Column& column, const Table& table);

}  // namespace tenon
