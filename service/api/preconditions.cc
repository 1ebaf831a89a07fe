// Holds tags of requests against definitions.

#include "service/api/preconditions.h"

#include <algorithm>
#include <sstream>
#include <string_view>

namespace tenon {

namespace {

std::string without_blanks(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t'; });
  return text;
}

/// Whether one of the tags of a header is that of a definition; `*` is that of any.
bool is_tagged(const std::string& header, const Definition* before) {
  if (!before) return false;
  if (without_blanks(header) == "*") return true;
  std::istringstream tags(without_blanks(header));
  for (std::string tag; std::getline(tags, tag, ',');) {
    std::string_view text = tag;
    if (text.starts_with("W/")) text.remove_prefix(2);
    if (text.size() < 2 || text.front() != '"' || text.back() != '"') continue;
    text = text.substr(1, text.size() - 2);
    if (text.substr(0, text.find('-')) == revision_of(*before)) return true;
  }
  return false;
}

}  // namespace

std::string etag_of(const Definition& definition, const std::string& whole) {
  return "W/\"" + revision_of(definition) + (whole.empty() ? "" : "-" + whole) + "\"";
}

Precondition precondition_of(const HttpRequest& request) {
  return
      [match = request.header("if-match"), none = request.header("if-none-match")](const Definition* before) {
        return (match.empty() || is_tagged(match, before)) && (none.empty() || !is_tagged(none, before));
      };
}

}  // namespace tenon
