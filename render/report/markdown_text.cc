// Escapes texts for Markdown.

#include "render/report/markdown_text.h"

#include <algorithm>
#include <string_view>

#include "model/visible.h"
#include "render/report/report_words.h"

namespace tenon {

namespace {

std::string entity(char c) { return "&#" + std::to_string(static_cast<int>(c)) + ";"; }

bool is_ascii_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/// Whether a code span between backticks holds the text as it is, and nothing that a log obeys.
bool fits_code_span(const std::string& text) {
  return text.find_first_of("`|\\") == std::string::npos && text.find("##") == std::string::npos &&
         text.front() != ' ' && text.back() != ' ';
}

/// Returns the longest run of backticks.
std::size_t longest_fence(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

}  // namespace

std::string markdown_prose(const std::string& text) {
  const auto is_inside_word = [](std::string_view line, std::size_t at) {
    const auto is_word = [&](std::size_t i) {
      return i < line.size() && !is_ascii_punctuation(line[i]) && line[i] != ' ';
    };
    return at > 0 && is_word(at - 1) && is_word(at + 1);
  };
  constexpr std::string_view kMarkup = "&<>`*_[]\\|~!$";
  constexpr std::string_view kNothing = "<!-- -->";  // stands between what would be a mention or a link
  const std::string line = shortened(text);
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::string_view rest = std::string_view(line).substr(i);
    if (line[i] == '_' && is_inside_word(line, i))
      out += '_';  // no markup inside a word
    else if (kMarkup.find(line[i]) != std::string_view::npos)
      out += entity(line[i]);
    else if (line[i] == '@' || line[i] == '#' || rest.starts_with("://"))
      out += line[i] + std::string(kNothing);
    else if (rest.starts_with(".") && out.ends_with("www"))
      out += std::string(kNothing) + ".";
    else
      out += line[i];
  }
  return out;
}

std::string markdown_code(const std::string& text) {
  const std::string line = shortened(text);
  if (line.empty()) return "";
  if (fits_code_span(line)) return "`" + line + "`";
  std::string out = "<code>";
  for (const char c : line) out += is_ascii_punctuation(c) || c == ' ' ? entity(c) : std::string(1, c);
  return out + "</code>";
}

std::string markdown_block(const std::string& text, const std::string& language) {
  const std::string lines = without_ci_commands(visible_lines(text));
  const std::string fence(std::max<std::size_t>(3, longest_fence(lines) + 1), '`');
  return fence + language + "\n" + lines + (lines.ends_with('\n') ? "" : "\n") + fence + "\n";
}

}  // namespace tenon
