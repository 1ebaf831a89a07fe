// Writes Python literals, lists, calls and indentation.

#include "render/alembic/python.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "model/error.h"
#include "render/sql/text.h"
#include "sql/character.h"

namespace tenon {

namespace {

struct Decoded {
  char32_t point = 0;
  std::size_t size = 0;  ///< 0: not UTF-8
};

Decoded decoded(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < size) return {};
  char32_t point = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    point = (point << 6) | (byte(i) & 0x3FU);
  }
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  if (point < kLeast[size] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return {};
  return {point, size};
}

Decoded checked(std::string_view rest, std::string_view whole) {
  const Decoded next = decoded(rest);
  if (next.size == 0)
    throw Error(Fault::kUnsupported, "cannot be written into a Python file, as it is not UTF-8: " +
                                         std::string(whole.substr(0, 80)));
  return next;
}

// Tells whether the character is a control, a space other than ' ', or a mark that changes the direction of
// writing.
bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2000 && c <= 0x200A) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) ||
         c == 0x3000 || c == 0xFEFF || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xE0000;
}

std::string hexadecimal(char32_t value, int digits) {
  std::string out;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
    out += "0123456789abcdef"[(static_cast<std::uint32_t>(value) >> shift) & 0xFU];
  return out;
}

std::string escaped_point(char32_t c) {
  switch (c) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      break;
  }
  if (c < 0x100) return "\\x" + hexadecimal(c, 2);
  return c < 0x10000 ? "\\u" + hexadecimal(c, 4) : "\\U" + hexadecimal(c, 8);
}

}  // namespace

std::string python_string(std::string_view text) {
  const bool single = text.find('\'') != std::string_view::npos;
  const char quote = single && text.find('"') == std::string_view::npos ? '"' : '\'';
  std::string out(1, quote);
  for (std::string_view rest = text; !rest.empty();) {
    const Decoded next = checked(rest, text);
    const char32_t c = next.point;
    if (c == '\\' || c == static_cast<char32_t>(quote))
      (out += '\\') += rest[0];
    else if (is_invisible(c))
      out += escaped_point(c);
    else
      out += rest.substr(0, next.size);
    rest.remove_prefix(next.size);
  }
  return out + quote;
}

std::string python_docstring(std::string_view text) {
  std::string out;
  for (std::string_view rest = text; !rest.empty();) {
    const Decoded next = checked(rest, text);
    const char32_t c = next.point;
    if (c == '\\' || c == '"')
      (out += '\\') += rest[0];
    else if (is_invisible(c) && c != '\n')
      out += escaped_point(c);
    else
      out += rest.substr(0, next.size);
    rest.remove_prefix(next.size);
  }
  return out;
}

std::string python_list(const std::vector<std::string>& elements) {
  return "[" + joined(elements, ", ") + "]";
}

std::string python_bool(bool value) { return value ? "True" : "False"; }

std::string python_indented(std::string_view lines, int levels) {
  const std::string margin(static_cast<std::size_t>(levels) * 4, ' ');
  std::string out;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    if (end > 0) (out += margin) += lines.substr(0, end);
    if (end < lines.size()) out += '\n';
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return out;
}

namespace {

/// The length of the string literal that the code begins with.
std::size_t literal_size(std::string_view code) {
  const std::string quote(code.starts_with("\"\"\"") || code.starts_with("'''") ? 3U : 1U, code.front());
  std::size_t at = quote.size();
  while (at < code.size() && !code.substr(at).starts_with(quote)) at += code[at] == '\\' ? 2 : 1;
  return std::min(at + quote.size(), code.size());
}

/// The length of the name, string or comment that the code begins with; 1 for anything else.
std::size_t piece_size(std::string_view code) {
  if (code.front() == '\'' || code.front() == '"') return literal_size(code);
  if (code.front() == '#') return std::min(code.find('\n'), code.size());
  const auto end = std::ranges::find_if_not(code, is_word_part);
  return std::max<std::size_t>(1, static_cast<std::size_t>(end - code.begin()));
}

}  // namespace

std::set<std::string> python_names(std::string_view code) {
  std::set<std::string> names;
  while (!code.empty()) {
    const std::size_t size = piece_size(code);
    if (is_word_start(code.front())) names.emplace(code.substr(0, size));
    code.remove_prefix(size);
  }
  return names;
}

PythonCall& PythonCall::add(std::string argument) {
  arguments_.push_back(std::move(argument));
  return *this;
}

PythonCall& PythonCall::add(std::string_view keyword, const std::string& value) {
  arguments_.push_back(std::string(keyword) + "=" + value);
  return *this;
}

std::string PythonCall::line() const { return callee_ + "(" + joined(arguments_, ", ") + ")"; }

std::string PythonCall::block() const {
  if (arguments_.empty()) return callee_ + "()";
  return callee_ + "(\n" + python_indented(joined(arguments_, ",\n")) + "\n)";
}

}  // namespace tenon
