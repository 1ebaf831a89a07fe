// Escapes control characters and CI commands in texts that are printed.

#include "model/visible.h"

#include <algorithm>
#include <cstddef>

namespace tenon {

namespace {

/// One character of UTF-8; `length` is 0 for invalid bytes.
struct Character {
  char32_t code = 0;
  std::size_t length = 0;
};

/// Returns how many bytes follow the first byte of a character; 0 for a byte that begins no multi-byte
/// character.
std::size_t following(unsigned char first) {
  return first >= 0xc2 && first < 0xe0   ? 1
         : first >= 0xe0 && first < 0xf0 ? 2
         : first >= 0xf0 && first < 0xf5 ? 3
                                         : 0;
}

Character character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(0) < 0x80) return {byte(0), 1};
  const std::size_t more = following(byte(0));
  if (more == 0 || more >= text.size()) return {};
  char32_t code = byte(0) & (0x3fU >> more);
  for (std::size_t i = 1; i <= more; ++i) {
    if ((byte(i) & 0xc0U) != 0x80U) return {};
    code = (code << 6U) | (byte(i) & 0x3fU);
  }
  return {code, more + 1};
}

std::string hexadecimal(char32_t code, std::size_t digits) {
  std::string text;
  for (std::size_t i = digits; i-- > 0;) text += "0123456789abcdef"[(code >> (4 * i)) & 0xfU];
  return text;
}

/// Tells whether the character changes the direction of writing (U+061C, U+200E, U+200F, U+202A to U+202E,
/// U+2066 to U+2069) or separates lines or paragraphs.
bool turns_writing(char32_t code) {
  return code == 0x61c || code == 0x200e || code == 0x200f || (code >= 0x2028 && code <= 0x202e) ||
         (code >= 0x2066 && code <= 0x2069);
}

std::string escaped(char32_t code) {
  switch (code) {
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    case '\r':
      return "\\r";
    default:
      return code < 0x100 ? "\\x" + hexadecimal(code, 2) : "\\u" + hexadecimal(code, 4);
  }
}

std::string made_visible(std::string_view text, bool keeps_lines) {
  std::string out;
  while (!text.empty()) {
    const Character next = character(text);
    const bool is_control = next.code < 0x20 || (next.code >= 0x7f && next.code < 0xa0);
    if (next.length == 0)
      out += "\\x" + hexadecimal(static_cast<unsigned char>(text.front()), 2);
    else if (keeps_lines && (next.code == '\n' || next.code == '\t'))
      out += text.front();
    else if (is_control || turns_writing(next.code))
      out += escaped(next.code);
    else
      out += text.substr(0, next.length);
    text.remove_prefix(next.length == 0 ? 1 : next.length);
  }
  return out;
}

/// Tells whether .NET trims the character from the beginning of a line (Char.IsWhiteSpace), except control
/// characters.
bool is_blank(char32_t code) {
  return code == ' ' || code == '\t' || code == 0xa0 || code == 0x1680 ||
         (code >= 0x2000 && code <= 0x200a) || code == 0x202f || code == 0x205f || code == 0x3000;
}

/// Tells whether the text begins with `##[`, or with `##` and a word before the bracket.
bool is_hash_command(std::string_view text) {
  if (!text.starts_with("##")) return false;
  std::size_t at = 2;
  while (at < text.size() && ((text[at] >= 'a' && text[at] <= 'z') || (text[at] >= 'A' && text[at] <= 'Z')))
    ++at;
  return at < text.size() && text[at] == '[';
}

}  // namespace

std::string visible(std::string_view text) { return made_visible(text, false); }

std::string visible_lines(std::string_view text) { return made_visible(text, true); }

std::string without_ci_commands(std::string_view text) {
  std::string out;
  bool is_begin = true;  // only blanks since the beginning of the line
  while (!text.empty()) {
    const Character next = character(text);
    std::size_t taken = std::max<std::size_t>(next.length, 1);
    if (is_begin && text.starts_with("::")) {
      out += "\\x3a";
    } else if (is_hash_command(text)) {
      out += "#\\x23";
      taken = 2;
    } else {
      out += text.substr(0, taken);
    }
    is_begin = next.code == '\n' || (is_begin && is_blank(next.code));
    text.remove_prefix(taken);
  }
  return out;
}

}  // namespace tenon
