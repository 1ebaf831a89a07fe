// Computes the canonical keys of expressions and types.

#pragma once

#include <string>
#include <string_view>

#include "model/dialect.h"
#include "model/expression.h"

namespace tenon {

/// The canonical token key: tokens joined by one space; words folded to lower case, quoted identifiers
/// written as words where quoting changes nothing, redundant outer parentheses taken off; what stands in
/// string quotes untouched. Equal keys mean equal expressions; different keys mean nothing yet.
std::string canonical_key(std::string_view sql, const Dialect& dialect);

/// An expression as it enters from a file or a catalog.
Expression expression(std::string_view sql, const Dialect& dialect);

/// A type as it enters. PostgreSQL: aliases folded to format_type's spelling (`int4` and `int` are
/// `integer`, `varchar(30)` is `character varying(30)`); SQLite: case and space folded.
Type type(std::string_view sql, const Dialect& dialect);

}  // namespace tenon
