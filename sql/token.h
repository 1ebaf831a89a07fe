// Splits SQL text into tokens by the lexical rules of a dialect.

#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "model/dialect.h"

namespace tenon {

enum class TokenKind {
  kWord,        ///< an unquoted identifier or keyword
  kIdentifier,  ///< a quoted identifier, in any quotes of the dialect
  kString,      ///< a string literal
  kNumber,
  kSymbol,      ///< punctuation or an operator
  kUnfinished,  ///< a quote or comment that never ends: the text is not SQL
};

/// One token of SQL text. White space and comments are not tokens.
struct Token {
  TokenKind kind;
  std::string_view text;  ///< as written, including quotes; a view into the text
  std::size_t begin = 0;  ///< offsets in that text
  std::size_t end = 0;
};

/// Splits `text`, which must outlive the tokens. Never throws: text that cannot be read ends in a kUnfinished
/// token.
std::vector<Token> tokens(std::string_view text, const Dialect& dialect);

/// Returns whether a token is this keyword, in any ASCII case; a quoted identifier never is.
bool is_word(const Token& token, std::string_view keyword);

/// Returns whether a token is this punctuation or operator.
bool is_symbol(const Token& token, std::string_view text);

/// Returns whether the first token opens a parenthesis that only the last one closes.
bool is_wrapped(std::span<const Token> parts);

}  // namespace tenon
