#pragma once

#include <string_view>

namespace tenon {

/// Whether two canonical keys are the same words but for whole numbers outside string literals: `a > 1` and
/// `a > 2`. The one difference that needs no database.
bool differ_in_numbers_only(std::string_view a, std::string_view b);
/// `citext` and `public.citext`: one name, of which one side leaves the schema to a search path.
bool differ_in_schema_only(std::string_view a, std::string_view b);

/// Whether `name` stands in `text` with no letter, digit or underscore right before or after it.
bool has_word(std::string_view text, std::string_view name);

}  // namespace tenon
