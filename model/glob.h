// Globs over texts: a pattern and a text in, whether they match out.

#pragma once

#include <string_view>

namespace tenon {

/// Tells whether a glob matches: `*` matches any text, `?` one character, and everything else itself.
bool glob_matches(std::string_view glob, std::string_view text);

}  // namespace tenon
