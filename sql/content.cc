// Decodes tokens: strings, escapes and quoted identifiers become their content.

#include "sql/content.h"

#include <cstdint>
#include <optional>

#include "sql/character.h"
#include "sql/token.h"

namespace tenon {

namespace {

/// Returns the text between the quotes, with each doubled `mark` undone.
std::string undoubled(std::string_view text, char mark) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (text[i] == mark && i + 1 < text.size() && text[i + 1] == mark) ++i;
  }
  return out;
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto byte = [&](std::uint32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | (code >> 6));
    byte(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    byte(0xE0 | (code >> 12));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  } else {
    byte(0xF0 | ((code >> 18) & 0x07));
    byte(0x80 | ((code >> 12) & 0x3F));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  }
}

std::optional<std::uint32_t> digit_value(char c, std::uint32_t base) {
  const char folded = lower(c);
  std::uint32_t value = 99;
  if (is_digit(c)) value = static_cast<std::uint32_t>(c - '0');
  if (folded >= 'a' && folded <= 'f') value = static_cast<std::uint32_t>(folded - 'a' + 10);
  return value < base ? std::optional(value) : std::nullopt;
}

/// The longest run of digits of one base, as a number.
struct Digits {
  std::uint32_t value = 0;
  std::size_t length = 0;
};

Digits digits(std::string_view text, std::uint32_t base, std::size_t most) {
  Digits read;
  while (read.length < most && read.length < text.size()) {
    const auto next = digit_value(text[read.length], base);
    if (!next) break;
    read.value = read.value * base + *next;
    ++read.length;
  }
  return read;
}

/// Joins the two halves of a UTF-16 surrogate pair, which may be written as two consecutive escapes.
class CodePoints {
 public:
  explicit CodePoints(std::string& out) : out_(out) {}
  void add(std::uint32_t code) {
    if (code >= 0xD800 && code < 0xDC00) {
      high_ = code;
    } else if (high_ != 0 && code >= 0xDC00 && code < 0xE000) {
      append_utf8(out_, 0x10000 + ((high_ - 0xD800) << 10) + (code - 0xDC00));
      high_ = 0;
    } else {
      append_utf8(out_, code);
    }
  }

 private:
  std::string& out_;
  std::uint32_t high_ = 0;
};

/// Decodes the escapes of U&'..': a backslash and four hex digits, or a backslash, a plus sign and six hex
/// digits.
std::string unicode_unescaped(std::string_view text, char mark) {
  std::string out;
  CodePoints points(out);
  const std::string plain = undoubled(text, mark);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (plain[i] != '\\') {
      out += plain[i];
      continue;
    }
    const bool six = plain.substr(i + 1, 1) == "+";
    const std::size_t skip = six ? 2 : 1;
    const Digits code =
        digits(std::string_view(plain).substr(std::min(i + skip, plain.size())), 16, six ? 6 : 4);
    if (code.length == (six ? 6U : 4U)) {
      points.add(code.value);
      i += skip - 1 + code.length;
    } else {
      out += '\\';
      if (plain.substr(i + 1, 1) == "\\") ++i;
    }
  }
  return out;
}

char single_escape(char c) {
  switch (c) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return c;
  }
}

/// Appends the character of the escape after a backslash, and returns the length of the escape.
std::size_t append_escape(std::string& out, CodePoints& points, std::string_view after) {
  const char c = after.front();
  if (const Digits octal = digits(after, 8, 3); octal.length > 0) {
    out += static_cast<char>(static_cast<unsigned char>(octal.value));
    return octal.length;
  }
  if (const Digits hex = digits(after.substr(1), 16, 2); c == 'x' && hex.length > 0) {
    out += static_cast<char>(static_cast<unsigned char>(hex.value));
    return 1 + hex.length;
  }
  const std::size_t wide = c == 'u' ? 4 : c == 'U' ? 8 : 0;
  if (const Digits code = digits(after.substr(1), 16, wide); wide > 0 && code.length == wide) {
    points.add(code.value);
    return 1 + wide;
  }
  out += single_escape(c);
  return 1;
}

std::string escapes_undone(std::string_view text) {
  std::string out;
  CodePoints points(out);
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      i += 1 + append_escape(out, points, text.substr(i + 1));
    } else {
      out += text[i];
      i += text[i] == '\'' && text.substr(i + 1, 1) == "'" ? 2 : 1;
    }
  }
  return out;
}

/// Returns the text between the first quote at or after `from` and the last character.
std::string_view inside(std::string_view text, std::size_t from) {
  return text.substr(from + 1, text.size() - from - 2);
}

std::string dollar_content(std::string_view text) {
  const std::size_t tag = text.find('$', 1) + 1;
  return std::string(text.substr(tag, text.size() - 2 * tag));
}

}  // namespace

std::string content(const Token& token) {
  const std::string_view text = token.text;
  if (token.kind != TokenKind::kIdentifier && token.kind != TokenKind::kString) return std::string(text);
  if (text.front() == '$') return dollar_content(text);
  if (text.front() == '[') return std::string(inside(text, 0));
  const std::size_t open = text.find_first_of("'\"`");
  const std::string_view body = inside(text, open);
  const char mark = text[open];
  if (lower(text.front()) == 'u') return unicode_unescaped(body, mark);
  return lower(text.front()) == 'e' ? escapes_undone(body) : undoubled(body, mark);
}

}  // namespace tenon
