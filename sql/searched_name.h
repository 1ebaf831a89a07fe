// Reads and writes names that are found without a schema: collations, operator classes, operators.

#pragma once

#include <string>
#include <string_view>

#include "model/dialect.h"
#include "model/name.h"

namespace tenon {

// Collations, operator classes and operators are named without a schema where everyone finds them: in the
// system's schema or in the default one, which of the two is no difference.

/// The name of what stands in `schema`, as the catalogs tell it.
QualifiedName searched_name(std::string_view schema, std::string_view name, const Dialect& dialect);

/// The name that a text means: `C`, `app.mine`, `"a.b"."c"`. A locale's dot (`en_US.utf8`) is part of the
/// name.
QualifiedName searched_name(std::string_view text, const Dialect& dialect);

/// The text that means the name: bare words where they do, quoted ones where they do not.
std::string searched_text(const QualifiedName& name, const Dialect& dialect);

/// The operator that a text means: `&&`, `OPERATOR(app.&&)`.
QualifiedName searched_operator(std::string_view text, const Dialect& dialect);

/// An operator as a statement calls it, with every schema that is known.
std::string sql_operator(const QualifiedName& name);

/// The text that means the operator, without a schema where everyone finds it.
std::string operator_text(const QualifiedName& name);

}  // namespace tenon
