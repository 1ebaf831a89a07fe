// Compares canonical keys by words, for what can be decided without a database.

#pragma once

#include <string_view>

namespace tenon {

/// Tells whether two canonical keys differ only in integers outside string literals: `a > 1` and `a > 2`.
/// Only this difference is certain without a database.
bool differ_in_numbers_only(std::string_view a, std::string_view b);
/// Tells whether two names differ only in that one side leaves the schema to the search path: `citext` and
/// `public.citext`.
bool differ_in_schema_only(std::string_view a, std::string_view b);

/// Tells whether `name` occurs in `text` as a whole word.
bool has_word(std::string_view text, std::string_view name);

}  // namespace tenon
