// Computes the canonical key of a type.

#pragma once

#include <span>
#include <string>

#include "model/dialect.h"
#include "sql/token.h"

namespace tenon {

/// A type as PostgreSQL's format_type spells it: `int4` is `integer`, `varchar(30)` is
/// `character varying(30)`, `numeric(5)` is `numeric(5,0)`, any array is `integer[]`. A type that is not
/// built in keeps its name. Nothing of it is looked up: a name that shadows a built-in one is not seen.
std::string aliased_type_key(std::span<const Token> type, const Dialect& dialect);

/// A type whose words mean what somebody wants them to: case and white space folded.
std::string plain_type_key(std::span<const Token> type);

}  // namespace tenon
