// Globs over texts: a pattern and a text in, whether they match out.

#pragma once

#include <string_view>

namespace tenon {

/// Tells whether a glob matches: `*` matches any text, `?` one character, and everything else itself.
bool glob_matches(std::string_view glob, std::string_view text);

/// Tells whether some text matches both globs.
bool globs_meet(std::string_view a, std::string_view b);

}  // namespace tenon
