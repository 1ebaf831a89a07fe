// Splits SQL text into tokens by the lexical rules of a dialect.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/dialect.h"

namespace tenon {

enum class TokenKind {
  kWord,        ///< an unquoted identifier or keyword
  kIdentifier,  ///< a quoted identifier, in whatever quotes the dialect has
  kString,      ///< a string literal
  kNumber,
  kSymbol,      ///< punctuation or an operator
  kUnfinished,  ///< a quote or comment that never ends: the text is not SQL
};

/// One token of SQL text. White space and comments are no tokens.
struct Token {
  TokenKind kind;
  std::string_view text;  ///< as written, quotes included; a view into the text that was cut
  std::size_t begin = 0;  ///< offsets in that text
  std::size_t end = 0;
};

/// The tokens of `text`, which must outlive them. Never throws; what cannot be read ends in kUnfinished.
std::vector<Token> tokens(std::string_view text, const Dialect& dialect);

/// What a kWord, kIdentifier or kString token says, without its quotes and with doubled quotes undone
/// (PostgreSQL's E'' escapes included). Words are returned as written.
std::string content(const Token& token);

/// Whether a token is this keyword (ASCII case apart); a quoted identifier never is.
bool is_word(const Token& token, std::string_view keyword);

/// Whether a token is this punctuation or operator.
bool is_symbol(const Token& token, std::string_view text);

/// Whether the first token opens a parenthesis that only the last one closes.
bool is_wrapped(std::span<const Token> parts);

}  // namespace tenon
