// Counts operators between commas.

#include "sql/operator_chain.h"

#include <algorithm>

#include "sql/token.h"

namespace tenon {

namespace {

bool is_operator(const Token& token) {
  if (token.kind == TokenKind::kSymbol) return token.text != ")" && token.text != ".";
  return is_word(token, "and") || is_word(token, "or") || is_word(token, "not") || is_word(token, "is") ||
         is_word(token, "collate") || is_word(token, "case");
}

}  // namespace

std::size_t longest_operator_chain(std::string_view text, const Dialect& dialect) {
  std::size_t longest = 0;
  std::size_t here = 0;
  for (const Token& token : tokens(text, dialect)) {
    if (is_symbol(token, ",") || is_symbol(token, ";"))
      here = 0;
    else if (is_operator(token))
      longest = std::max(longest, ++here);
  }
  return longest;
}

}  // namespace tenon
