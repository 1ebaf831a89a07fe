// Reads and writes names that are found without a schema: collations, operator classes, operators.

#pragma once

#include <string>
#include <string_view>

#include "model/dialect.h"
#include "model/name.h"

namespace tenon {

// Collations, operator classes and operators are named without a schema if they are in the system schema or
// in the default one; these two are not distinguished.

/// Returns the name of an object in `schema`, as read from the system catalogs.
QualifiedName searched_name(std::string_view schema, std::string_view name, const Dialect& dialect);

/// Parses a name: `C`, `app.mine`, `"a.b"."c"`. A locale's dot (`en_US.utf8`) is part of the name.
QualifiedName searched_name(std::string_view text, const Dialect& dialect);

/// Returns the text of a name, with quotes only where they are needed.
std::string searched_text(const QualifiedName& name, const Dialect& dialect);

/// Parses an operator: `&&`, `OPERATOR(app.&&)`.
QualifiedName searched_operator(std::string_view text, const Dialect& dialect);

/// Returns an operator for use in a statement, with its schema if it is known.
std::string sql_operator(const QualifiedName& name, const Dialect& dialect);

/// Returns the text of an operator, without the system schema and the default one.
std::string operator_text(const QualifiedName& name, const Dialect& dialect);

}  // namespace tenon
