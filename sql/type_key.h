// Computes the canonical key of a type.

#pragma once

#include <span>
#include <string>

#include "model/dialect.h"
#include "sql/token.h"

namespace tenon {

/// Returns a type as PostgreSQL's format_type spells it: `int4` is `integer`, `varchar(30)` is `character
/// varying(30)`, `numeric(5)` is `numeric(5,0)`, any array is `integer[]`. A type that is not built in keeps
/// its name. Names are not looked up, so a type that shadows a built-in one is not detected.
std::string aliased_type_key(std::span<const Token> type, const Dialect& dialect);

/// Returns the key of a type with arbitrary words: case and white space folded.
std::string plain_type_key(std::span<const Token> type);

}  // namespace tenon
