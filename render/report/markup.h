// Escapes texts for XML and HTML.

#pragma once

#include <string>
#include <string_view>

namespace tenon {

/// Returns a text as character data or as an attribute between double quotes, of XML and of HTML: control
/// characters are written as `\x1b` (XML has no form for them), and nothing in it is markup, nor a command of
/// a CI service that reads the file in a log.
std::string xml_text(std::string_view text);

/// Does the same, but keeps line breaks.
std::string xml_lines(std::string_view text);

}  // namespace tenon
