// Escapes texts for XML and HTML.

#include "render/report/markup.h"

#include "model/visible.h"

namespace tenon {

namespace {

/// Code points that XML does not have: U+FFFE and U+FFFF.
bool is_noncharacter(std::string_view text, std::size_t at) {
  return text.substr(at, 3) == "\xef\xbf\xbe" || text.substr(at, 3) == "\xef\xbf\xbf";
}

std::string without_markup(std::string_view text) {
  std::string out;
  bool is_begin = true;  // of a line, but for blanks
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool was_begin = is_begin;
    is_begin = c == '\n' || (was_begin && (c == ' ' || c == '\t'));
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\'')
      out += "&#39;";
    else if (c == '#')
      out += "&#35;";  // ##[error] in a log is obeyed anywhere in a line
    else if (c == ':')
      out += was_begin ? "&#58;" : ":";  // so is ::error:: at its beginning
    else if (is_noncharacter(text, i)) {
      out += "\\u" + std::string(text[i + 2] == '\xbe' ? "fffe" : "ffff");
      i += 2;
    } else
      out += c;
  }
  return out;
}

}  // namespace

std::string xml_text(std::string_view text) { return without_markup(visible(text)); }

std::string xml_lines(std::string_view text) { return without_markup(visible_lines(text)); }

}  // namespace tenon
