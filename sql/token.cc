// Splits SQL text into tokens by the lexical rules of a dialect.

#include "sql/token.h"

#include <algorithm>

#include "sql/character.h"

namespace tenon {

namespace {

constexpr std::string_view kOperatorCharacters = "~!@#^&|`?+-*/%<>=";
// An operator of several characters may end in + or - only if it contains one of these (PostgreSQL's manual,
// 4.1.3 Operators).
constexpr std::string_view kKeepsTrailingSign = "~!@#^&|`?%";

/// Splits one text, from its beginning to its end.
class Tokenizer {
 public:
  Tokenizer(std::string_view text, const Dialect& dialect) : text_(text), dialect_(dialect) {}

  std::vector<Token> run() {
    while (skip_blanks()) {
      const std::size_t begin = at_;
      const TokenKind kind = cut();
      out_.push_back({kind, text_.substr(begin, at_ - begin), begin, at_});
    }
    return std::move(out_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool starts(std::string_view with) const { return text_.substr(at_, with.size()) == with; }
  std::string_view line_ends() const { return dialect_.lexis.carriage_return_ends_comment ? "\n\r" : "\n"; }

  /// Skips blanks and comments; returns false at the end of the text. A comment that must end and does not
  /// becomes a token.
  bool skip_blanks() {
    while (at_ < text_.size()) {
      if (is_space(peek()) || peek() == '\v') {
        ++at_;
      } else if (starts("\xEF\xBB\xBF") && (at_ == 0 || dialect_.lexis.byte_order_marks_are_blank)) {
        at_ += 3;
      } else if (starts("--")) {
        at_ = std::min(text_.find_first_of(line_ends(), at_), text_.size());
      } else if (opens_comment()) {
        if (!skip_comment()) return false;
      } else {
        return true;
      }
    }
    return false;
  }

  // SQLite reads a slash and an asterisk at the very end of the text as two operators.
  bool opens_comment() const {
    return starts("/*") && (dialect_.lexis.nested_comments || at_ + 2 < text_.size());
  }

  bool skip_comment() {
    const std::size_t begin = at_;
    at_ = comment_end();
    if (at_ != std::string_view::npos) return true;
    at_ = text_.size();
    if (dialect_.lexis.nested_comments)
      out_.push_back({TokenKind::kUnfinished, text_.substr(begin), begin, at_});
    return false;
  }

  std::size_t comment_end() const {
    if (!dialect_.lexis.nested_comments) {
      const std::size_t close = text_.find("*/", at_ + 2);
      return close == std::string_view::npos ? close : close + 2;
    }
    int depth = 0;
    for (std::size_t i = at_; i + 1 < text_.size(); ++i) {
      const std::string_view two = text_.substr(i, 2);
      if (two != "/*" && two != "*/") continue;
      depth += two == "/*" ? 1 : -1;
      ++i;
      if (depth == 0) return i + 1;
    }
    return std::string_view::npos;
  }

  TokenKind cut() {
    const char c = peek();
    if (c == '\'') return quote('\'', TokenKind::kString, false);
    if (dialect_.lexis.opens_identifier(c))
      return c == '[' ? through("]", TokenKind::kIdentifier) : quote(c, TokenKind::kIdentifier, false);
    if (const std::size_t prefix = string_prefix()) return prefixed(prefix);
    if (is_word_start(c)) return word();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
    if (c == '$' && dialect_.lexis.dollar_quotes && !is_digit(peek(1))) return dollar_quote();
    if (is_parameter_start(c)) return parameter();
    return symbol();
  }

  TokenKind quote(char mark, TokenKind kind, bool backslashes) {
    for (++at_; at_ < text_.size(); ++at_) {
      if (backslashes && peek() == '\\') {
        ++at_;
      } else if (peek() == mark) {
        ++at_;
        if (peek() != mark || at_ == text_.size()) return kind;
      }
    }
    at_ = text_.size();
    return TokenKind::kUnfinished;
  }

  TokenKind through(std::string_view close, TokenKind kind) {
    const std::size_t end = text_.find(close, at_ + close.size());
    at_ = end == std::string_view::npos ? text_.size() : end + close.size();
    return end == std::string_view::npos ? TokenKind::kUnfinished : kind;
  }

  /// Returns the length of the prefix before the quote of a string such as E'' or U&""; 0 if there is none.
  std::size_t string_prefix() const {
    const char c = lower(peek());
    if (c == 'x' && peek(1) == '\'') return 1;
    if (!dialect_.lexis.prefixed_strings) return 0;
    if ((c == 'e' || c == 'b' || c == 'n') && peek(1) == '\'') return 1;
    return c == 'u' && peek(1) == '&' && (peek(2) == '\'' || peek(2) == '"') ? 2 : 0;
  }

  TokenKind prefixed(std::size_t prefix) {
    const bool escapes = lower(peek()) == 'e';
    at_ += prefix;
    const char mark = peek();
    return quote(mark, mark == '"' ? TokenKind::kIdentifier : TokenKind::kString, escapes);
  }

  TokenKind word() {
    while (is_word_part(peek())) ++at_;
    return TokenKind::kWord;
  }

  // Letters directly after a number belong to its token: they are an error in both databases, never a second
  // token.
  TokenKind number() {
    const bool hex = peek() == '0' && lower(peek(1)) == 'x';
    for (char previous = '\0'; at_ < text_.size(); previous = peek(), ++at_) {
      const char c = peek();
      const bool sign = !hex && (c == '+' || c == '-') && lower(previous) == 'e' && is_digit(peek(1));
      const bool point = c == '.' && peek(1) != '.';
      if (!sign && !point && !is_word_part(c)) break;
    }
    return TokenKind::kNumber;
  }

  TokenKind dollar_quote() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && is_word_part(text_[end]) && text_[end] != '$') ++end;
    if (end >= text_.size() || text_[end] != '$') return symbol();
    return through(text_.substr(at_, end + 1 - at_), TokenKind::kString);
  }

  bool is_parameter_start(char c) const {
    if (c == '$') return true;
    if (dialect_.lexis.operators_of_any_length) return false;
    return (c == '?' && is_digit(peek(1))) || ((c == ':' || c == '@' || c == '#') && is_word_part(peek(1)));
  }

  TokenKind parameter() {
    ++at_;
    while (is_word_part(peek())) ++at_;
    return TokenKind::kSymbol;
  }

  TokenKind symbol() {
    at_ += dialect_.lexis.operators_of_any_length ? free_operator() : fixed_operator();
    return TokenKind::kSymbol;
  }

  std::size_t fixed_operator() const {
    if (starts("->>")) return 3;
    for (const std::string_view two : {"->", "||", "<=", "<>", "<<", ">=", ">>", "==", "!="})
      if (starts(two)) return 2;
    return 1;
  }

  std::size_t free_operator() const {
    for (const std::string_view two : {"::", ":=", ".."})
      if (starts(two)) return 2;
    std::string_view run = text_.substr(at_);
    run = run.substr(0, run.find_first_not_of(kOperatorCharacters));
    run = run.substr(0, std::min(run.find("--"), run.find("/*")));
    const bool keeps_sign = run.find_first_of(kKeepsTrailingSign) != std::string_view::npos;
    while (!keeps_sign && run.size() > 1 && (run.back() == '+' || run.back() == '-')) run.remove_suffix(1);
    return std::max<std::size_t>(run.size(), 1);
  }

  std::string_view text_;
  const Dialect& dialect_;
  std::size_t at_ = 0;
  std::vector<Token> out_;
};

}  // namespace

std::vector<Token> tokens(std::string_view text, const Dialect& dialect) {
  return Tokenizer(text, dialect).run();
}

bool is_word(const Token& token, std::string_view keyword) {
  return token.kind == TokenKind::kWord &&
         std::ranges::equal(
             token.text, keyword, {}, [](char c) { return lower(c); }, [](char c) { return lower(c); });
}

bool is_symbol(const Token& token, std::string_view text) {
  return token.kind == TokenKind::kSymbol && token.text == text;
}

bool is_wrapped(std::span<const Token> parts) {
  if (parts.size() < 3 || !is_symbol(parts.front(), "(")) return false;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (is_symbol(parts[i], "(")) ++depth;
    if (is_symbol(parts[i], ")") && --depth == 0) return i + 1 == parts.size();
  }
  return false;
}

}  // namespace tenon
