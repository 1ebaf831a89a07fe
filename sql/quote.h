// Writes quoted identifiers and string literals.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/dialect.h"
#include "model/name.h"

namespace tenon {

/// Returns an identifier in the quotes of the dialect, always: `"a""b"`.
std::string quoted(std::string_view identifier, const Dialect& dialect);
std::string quoted(const Name& name, const Dialect& dialect);
/// Returns `"schema"."name"`, or `"name"` if there is no schema.
std::string quoted(const QualifiedName& name, const Dialect& dialect);
/// Returns `"a", "b"`.
std::string quoted(const std::vector<Name>& names, const Dialect& dialect);

/// Returns an identifier as SQL text, quoted only where it must be.
std::string identifier(const Dialect& dialect, std::string_view name);

/// Returns a string literal, `'it''s'`; safe under standard_conforming_strings (both databases read a
/// backslash in it as a backslash).
std::string literal(std::string_view text);

}  // namespace tenon
