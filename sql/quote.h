// Writes quoted identifiers and string literals.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/dialect.h"
#include "model/name.h"

namespace tenon {

/// Returns an identifier in double quotes, `"a""b"`, which PostgreSQL and SQLite both accept.
std::string quoted(std::string_view identifier);
/// Does the same for a std::string, for which argument-dependent lookup would otherwise find std::quoted.
inline std::string quoted(const std::string& identifier) { return quoted(std::string_view(identifier)); }
inline std::string quoted(std::string& identifier) { return quoted(std::string_view(identifier)); }
std::string quoted(const Name& name);
/// Returns `"schema"."name"`, or `"name"` if there is no schema.
std::string quoted(const QualifiedName& name);
/// Returns `"a", "b"`.
std::string quoted(const std::vector<Name>& names);

/// Returns an identifier as SQL text, quoted only where it must be.
std::string identifier(const Dialect& dialect, std::string_view name);

/// Returns a string literal, `'it''s'`; safe under standard_conforming_strings (both databases read a
/// backslash in it as a backslash).
std::string literal(std::string_view text);

}  // namespace tenon
