// Escapes texts for Markdown.

#pragma once

#include <string>

namespace tenon {

/// Returns a text on one line, as prose: no character of it is markup, a mention, a reference or a link. A
/// very long text is cut, with its length added.
std::string markdown_prose(const std::string& text);

/// Returns a text on one line as code, also inside a table. A very long text is cut, with its length added.
/// Empty for an empty text.
std::string markdown_code(const std::string& text);

/// Returns lines as a code block that no line of them can end. `language`: what they are written in.
std::string markdown_block(const std::string& text, const std::string& language = "");

}  // namespace tenon
