// Writes quoted identifiers and string literals.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/dialect.h"
#include "model/name.h"

namespace tenon {

/// A quoted identifier, always: `"a""b"`. PostgreSQL's and SQLite's form alike.
std::string quoted(std::string_view identifier);
/// The same for a std::string, where argument-dependent lookup would find one of the two std::quoted.
inline std::string quoted(const std::string& identifier) { return quoted(std::string_view(identifier)); }
inline std::string quoted(std::string& identifier) { return quoted(std::string_view(identifier)); }
std::string quoted(const Name& name);
/// `"schema"."name"`, or `"name"` when there is no schema.
std::string quoted(const QualifiedName& name);
/// `"a", "b"`.
std::string quoted(const std::vector<Name>& names);

/// An identifier as SQL text, quoted only where it must be.
std::string identifier(const Dialect& dialect, std::string_view name);

/// A string literal, `'it''s'`; safe under standard_conforming_strings (a text with a backslash is written
/// as it is, which both databases read as it is).
std::string literal(std::string_view text);

}  // namespace tenon
