// Writes quoted identifiers and string literals.

#include "sql/quote.h"

#include <algorithm>

#include "sql/character.h"

namespace tenon {

namespace {

std::string doubled(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char c : text) {
    out += c;
    if (c == quote) out += c;
  }
  return out + quote;
}

}  // namespace

std::string quoted(std::string_view identifier) { return doubled(identifier, '"'); }
std::string quoted(const Name& name) { return quoted(name.text); }

std::string quoted(const QualifiedName& name) {
  return name.schema.empty() ? quoted(name.name) : quoted(name.schema) + "." + quoted(name.name);
}

std::string quoted(const std::vector<Name>& names) {
  std::string all;
  for (const Name& name : names) all += (all.empty() ? "" : ", ") + quoted(name);
  return all;
}

std::string identifier(const Dialect& dialect, std::string_view name) {
  const bool plain = !name.empty() && is_word_start(name.front()) && !dialect.is_keyword(lower(name)) &&
                     std::ranges::all_of(name, [&](char c) {
                       return is_word_part(c) && c != '$' && static_cast<unsigned char>(c) < 0x80U &&
                              (dialect.folds_case || c == lower(c));
                     });
  return plain ? std::string(name) : quoted(name);
}

std::string literal(std::string_view text) { return doubled(text, '\''); }

}  // namespace tenon
