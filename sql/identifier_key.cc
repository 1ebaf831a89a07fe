// Writes a quoted identifier in its canonical form.

#include "sql/identifier_key.h"

#include <algorithm>

#include "sql/character.h"
#include "sql/content.h"
#include "sql/quote.h"

namespace tenon {

namespace {

bool is_plain(std::string_view name) {
  return !name.empty() && is_word_start(name.front()) && std::ranges::all_of(name, is_word_part) &&
         std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string identifier_key(const Token& token, const Dialect& dialect) {
  if (lower(token.text.front()) == 'u') return std::string(token.text);  // UESCAPE may follow it
  std::string name = content(token);
  // "Abc" may be the string Abc, whose case matters; in other quotes it is a name, whose case does not.
  const bool may_be_string = dialect.lexis.lone_quotes_may_be_strings && token.text.front() == '"';
  if (dialect.lexis.folds_case && !may_be_string) name = lower(name);
  const bool same_as_word = is_plain(name) && name == lower(name) && !dialect.lexis.is_keyword(name);
  if (same_as_word) return name;
  return may_be_string ? std::string(token.text) : quoted(name, dialect);
}

}  // namespace tenon
