// Computes the canonical keys of expressions and types.

#pragma once

#include <string>
#include <string_view>

#include "model/dialect.h"
#include "model/expression.h"

namespace tenon {

/// Returns the canonical token key: tokens joined by one space; words folded to lower case, quoted
/// identifiers written as words where quoting changes nothing, redundant outer parentheses removed; string
/// literals unchanged. Expressions with equal keys are equal; those with different keys may be equal.
std::string canonical_key(std::string_view sql, const Dialect& dialect);

/// Makes an Expression from text of a file or a catalog.
Expression expression(std::string_view sql, const Dialect& dialect);

/// Makes a Type from text of a file or a catalog. PostgreSQL: aliases folded to format_type's spelling
/// (`int4` and `int` are `integer`, `varchar(30)` is `character varying(30)`); SQLite: case and space folded.
Type type(std::string_view sql, const Dialect& dialect);

}  // namespace tenon
