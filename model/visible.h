// Escapes control characters and CI commands in texts that are printed.

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

/// A text without a line that a CI service would obey: `::error::` at the begin of a line, blanks before it
/// or not, is written as `\x3a:error::`, and `##[error]`, `##vso[...]`, `##teamcity[...]` anywhere with
/// `#\x23`. GitHub's runner trims a line and looks for `::` at its begin, and for `##[` anywhere in it
/// (actions/runner, src/Runner.Common/ActionCommand.cs: TryParseV2, TryParse).
std::string without_ci_commands(std::string_view text);

}  // namespace tenon
