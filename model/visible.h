#pragma once

#include <string>
#include <string_view>

namespace tenon {

/// A text that can do nothing to the terminal it is printed on, nor look like another: control characters are
/// written as `\n`, `\t`, `\x1b`, those of Unicode that turn the direction of writing as `\u202e`, and bytes
/// that are no UTF-8 as `\xff`. Everything else stays, backslashes too.
std::string visible(std::string_view text);

/// The same, with its lines left as lines and tabs as tabs.
std::string visible_lines(std::string_view text);

}  // namespace tenon
