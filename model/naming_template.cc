// Fills in a naming template by the rules of Python's % operator.

#include "model/naming_template.h"

#include <optional>

#include "model/error.h"

namespace tenon {

namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += is_continuation(c) ? 0 : 1;
  return count;
}

std::string first_characters(const std::string& text, std::size_t count) {
  std::size_t end = 0;
  for (; end < text.size(); ++end)
    if (!is_continuation(text[end]) && count-- == 0) break;
  return text.substr(0, end);
}

/// Reads a template from left to right.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool done() const { return at_ >= text_.size(); }
  char next() { return done() ? '\0' : text_[at_++]; }
  bool take(char wanted) {
    if (done() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  /// Returns the text between parentheses; the opening one has been consumed.
  std::string_view token() {
    const std::size_t begin = at_;
    int depth = 1;
    while (!done()) {
      const char c = next();
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) return text_.substr(begin, at_ - begin - 1);
    }
    refuse("a \"%(\" that no \")\" closes");
  }

  std::optional<std::size_t> number() {
    constexpr std::size_t kLongest = 1000;
    std::optional<std::size_t> value;
    while (!done() && text_[at_] >= '0' && text_[at_] <= '9') {
      value = value.value_or(0) * 10 + static_cast<std::size_t>(next() - '0');
      if (*value > kLongest) refuse("a width of more than 1000");
    }
    return value;
  }

  [[noreturn]] void refuse(const std::string& found) const {
    throw Error(Fault::kDeclaration, "the naming template \"" + std::string(text_) + "\" has " + found +
                                         "; wanted %(token)s, or %% for a percent sign");
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

std::string padded(std::string text, std::size_t width, bool left) {
  const std::size_t length = characters(text);
  if (length >= width) return text;
  const std::string space(width - length, ' ');
  return left ? text + space : space + text;
}

std::string one_token(Scanner& scanner, const TokenValue& value) {
  const std::string_view token = scanner.token();
  const bool left = scanner.take('-');
  const std::size_t width = scanner.number().value_or(0);
  std::optional<std::size_t> precision;
  if (scanner.take('.')) precision = scanner.number().value_or(0);
  if (!scanner.take('s')) scanner.refuse("a token that does not end in \")s\"");
  std::string text = value(token);
  if (precision) text = first_characters(text, *precision);
  return padded(std::move(text), width, left);
}

}  // namespace

std::string formatted(std::string_view text, const TokenValue& value) {
  std::string made;
  Scanner scanner(text);
  while (!scanner.done()) {
    const char c = scanner.next();
    if (c != '%')
      made += c;
    else if (scanner.take('%'))
      made += '%';
    else if (scanner.take('('))
      made += one_token(scanner, value);
    else
      scanner.refuse("a lone \"%\"");
  }
  return made;
}

std::size_t utf8_prefix(std::string_view text, std::size_t bytes) {
  if (bytes >= text.size()) return text.size();
  while (bytes > 0 && is_continuation(text[bytes])) --bytes;
  return bytes;
}

}  // namespace tenon
