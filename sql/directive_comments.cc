// Finds the comments in SQL that speak to tenon, and what they stand by.

#include "sql/directive_comments.h"

#include <algorithm>

namespace tenon {

namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string without_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kBlanks) - first + 1));
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

bool is_comment(std::string_view line) { return without_blanks(line).starts_with("--"); }

}  // namespace

std::vector<DirectiveComment> directive_comments(const Document& document, std::string_view words) {
  std::vector<DirectiveComment> found;
  const std::vector<std::string_view> lines = lines_of(document.text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto says = lines[i].find(words);
    if (says == std::string_view::npos) continue;
    std::size_t about = i;
    while (about < lines.size() && is_comment(lines[about])) ++about;
    found.push_back({{document.path, static_cast<int>(i + 1), static_cast<int>(says + 1)},
                     static_cast<int>(about + 1),
                     without_blanks(lines[i].substr(says + words.size()))});
  }
  return found;
}

bool applies_to(const DirectiveComment& said, const Source& source) {
  return source.path == said.source.path && source.line == said.about;
}

}  // namespace tenon
