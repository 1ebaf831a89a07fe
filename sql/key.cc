// Computes the canonical keys of expressions and types.

#include "sql/key.h"

#include <algorithm>
#include <span>

#include "sql/character.h"
#include "sql/identifier_key.h"
#include "sql/token.h"
#include "sql/type_key.h"

namespace tenon {

namespace {

std::string part_key(const Token& token, const Dialect& dialect) {
  if (token.kind == TokenKind::kWord) return lower(token.text);
  if (token.kind == TokenKind::kIdentifier) return identifier_key(token, dialect);
  if (is_symbol(token, "!=")) return "<>";
  if (is_symbol(token, "==") && !dialect.lexis.operators_of_any_length) return "=";
  return std::string(token.text);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string canonical_key(std::string_view sql, const Dialect& dialect) {
  const std::vector<Token> all = tokens(sql, dialect);
  std::span<const Token> parts = all;
  while (is_wrapped(parts)) parts = parts.subspan(1, parts.size() - 2);
  std::string key;
  for (const Token& token : parts) {
    if (!key.empty()) key += ' ';
    key += part_key(token, dialect);
  }
  return key;
}

Expression expression(std::string_view sql, const Dialect& dialect) {
  return {std::string(trimmed(sql)), canonical_key(sql, dialect)};
}

Type type(std::string_view sql, const Dialect& dialect) {
  const std::vector<Token> all = tokens(sql, dialect);
  return {std::string(trimmed(sql)),
          dialect.types_have_aliases ? aliased_type_key(all, dialect) : plain_type_key(all)};
}

}  // namespace tenon
