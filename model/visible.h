// Escapes control characters and CI commands in texts that are printed.

#pragma once

#include <string>
#include <string_view>

namespace tenon {

/// Returns a text that cannot affect a terminal or be mistaken for another: control characters are written as
/// `\n`, `\t`, `\x1b`, characters that change the direction of writing as `\u202e`, and bytes that are not
/// UTF-8 as `\xff`. Everything else is kept, including backslashes.
std::string visible(std::string_view text);

/// Does the same, but keeps line breaks and tabs.
std::string visible_lines(std::string_view text);

/// Returns a text without lines that a CI service would execute: `::error::` at the beginning of a line,
/// after optional blanks, is written as `\x3a:error::`, and `##[error]`, `##vso[...]`, `##teamcity[...]`
/// anywhere with `#\x23`. GitHub's runner trims a line and looks for `::` at its beginning, and for `##[`
/// anywhere in it (actions/runner, src/Runner.Common/ActionCommand.cs: TryParseV2, TryParse).
std::string without_ci_commands(std::string_view text);

}  // namespace tenon
