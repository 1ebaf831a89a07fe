// Makes a text fit for a database: valid UTF-8 without NUL.

#pragma once

#include <string>
#include <string_view>

namespace tenon {

/// Returns `text` with U+FFFD in place of every byte that is not valid UTF-8, and of every NUL, which no
/// database stores in a text.
std::string storable(std::string_view text);

}  // namespace tenon
