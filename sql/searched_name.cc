// Reads and writes names that are found without a schema: collations, operator classes, operators.

#include "sql/searched_name.h"

#include <algorithm>
#include <optional>

#include "sql/character.h"
#include "sql/content.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/// Tells whether the text is a locale without its encoding: `C`, `POSIX`, `en_US`, `sr_RS@latin`.
bool is_locale(std::string_view text) {
  if (text == "C" || text == "POSIX") return true;
  const auto score = text.find('_');
  const std::string_view language = text.substr(0, score);
  return score != std::string_view::npos && (language.size() == 2 || language.size() == 3) &&
         score + 2 < text.size() && std::ranges::all_of(language, is_lower) &&
         std::ranges::all_of(text.substr(score + 1, 2), is_upper);
}

/// Returns the offset after the quoted word at the start of `text`; npos if it does not end.
std::size_t quoted_end(std::string_view text, char quote) {
  for (std::size_t at = 1; at < text.size(); ++at)
    if (text[at] == quote && (++at == text.size() || text[at] != quote)) return at;
  return std::string_view::npos;
}

std::string unquoted(std::string_view word, char quote) {
  std::string bare;
  for (std::size_t at = 1; at + 1 < word.size(); ++at) {
    bare += word[at];
    if (word[at] == quote) ++at;
  }
  return bare;
}

/// Parses `"schema"."name"` or `"name"`; nullopt for anything else.
std::optional<QualifiedName> both_quoted(std::string_view text, const Dialect& dialect) {
  const char quote = closing_quote(dialect.lexis.quote());
  if (text.empty() || text.front() != dialect.lexis.quote()) return std::nullopt;
  const std::size_t end = quoted_end(text, quote);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string first = unquoted(text.substr(0, end), quote);
  if (end == text.size()) return searched_name("", first, dialect);
  const std::string_view rest = text.substr(end);
  const bool is_dotted = rest.size() > 1 && rest[0] == '.' && rest[1] == dialect.lexis.quote();
  if (!is_dotted || quoted_end(rest.substr(1), quote) != rest.size() - 1) return std::nullopt;
  return searched_name(first, unquoted(rest.substr(1), quote), dialect);
}

}  // namespace

QualifiedName searched_name(std::string_view schema, std::string_view name, const Dialect& dialect) {
  if (schema.empty() || schema == "pg_catalog") return {Name(), dialect.name_of(name)};
  if (schema == dialect.default_schema) return {Name(std::string(schema), ""), dialect.name_of(name)};
  return {dialect.name_of(schema), dialect.name_of(name)};
}

QualifiedName searched_name(std::string_view text, const Dialect& dialect) {
  if (!dialect.has_schemas()) return {Name(), dialect.name_of(text)};
  if (auto both = both_quoted(text, dialect)) return *both;
  const auto dot = text.find('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == text.size() || is_locale(text.substr(0, dot)))
    return {Name(), dialect.name_of(text)};
  return searched_name(text.substr(0, dot), text.substr(dot + 1), dialect);
}

std::string searched_text(const QualifiedName& name, const Dialect& dialect) {
  const std::string bare = name.schema.key.empty() ? name.name.text : to_string(name);
  if (searched_name(bare, dialect) == name) return bare;
  return name.schema.key.empty() ? quoted(name.name, dialect) : quoted(name, dialect);
}

QualifiedName searched_operator(std::string_view text, const Dialect& dialect) {
  const std::vector<Token> all = tokens(text, dialect);
  const bool is_qualified = all.size() >= 6 && is_word(all[0], "operator") && all[1].text == "(" &&
                            all[3].text == "." && all.back().text == ")";
  if (!is_qualified) return {Name(), dialect.name_of(text)};
  const std::string schema = all[2].kind == TokenKind::kWord ? lower(all[2].text) : content(all[2]);
  return searched_name(schema, text.substr(all[4].begin, all[all.size() - 2].end - all[4].begin), dialect);
}

std::string sql_operator(const QualifiedName& name, const Dialect& dialect) {
  if (name.schema.empty()) return name.name.text;
  return "OPERATOR(" + quoted(name.schema, dialect) + "." + name.name.text + ")";
}

std::string operator_text(const QualifiedName& name, const Dialect& dialect) {
  return name.schema.key.empty() ? name.name.text : sql_operator(name, dialect);
}

}  // namespace tenon
