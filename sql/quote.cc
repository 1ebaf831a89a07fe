// Writes quoted identifiers and string literals.

#include "sql/quote.h"

#include <algorithm>

#include "sql/character.h"

namespace tenon {

namespace {

/// Returns the text between the two quotes, the closing one doubled where it stands inside.
std::string enclosed(std::string_view text, char open, char close) {
  std::string out(1, open);
  for (const char c : text) {
    out += c;
    if (c == close) out += c;
  }
  return out + close;
}

}  // namespace

std::string quoted(std::string_view identifier, const Dialect& dialect) {
  const char quote = dialect.lexis.quote();
  return enclosed(identifier, quote, closing_quote(quote));
}

std::string quoted(const Name& name, const Dialect& dialect) { return quoted(name.text, dialect); }

std::string quoted(const QualifiedName& name, const Dialect& dialect) {
  return name.schema.empty() ? quoted(name.name, dialect)
                             : quoted(name.schema, dialect) + "." + quoted(name.name, dialect);
}

std::string quoted(const std::vector<Name>& names, const Dialect& dialect) {
  std::string all;
  for (const Name& name : names) all += (all.empty() ? "" : ", ") + quoted(name, dialect);
  return all;
}

std::string identifier(const Dialect& dialect, std::string_view name) {
  const bool plain = !name.empty() && is_word_start(name.front()) && !dialect.lexis.is_keyword(lower(name)) &&
                     std::ranges::all_of(name, [&](char c) {
                       return is_word_part(c) && c != '$' && static_cast<unsigned char>(c) < 0x80U &&
                              (dialect.lexis.folds_case || c == lower(c));
                     });
  return plain ? std::string(name) : quoted(name, dialect);
}

std::string literal(std::string_view text) { return enclosed(text, '\'', '\''); }

}  // namespace tenon
