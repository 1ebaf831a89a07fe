#include "render/sql_identifiers.h"

#include <algorithm>

#include "sql/character.h"
#include "sql/quote.h"

namespace tenon {

namespace {

bool is_bare_start(char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || c == '_'; }

/// `C`, `POSIX`, `en_US`, `sr_RS@latin`: what stands before the dot of a locale's encoding.
bool is_locale(std::string_view text) {
  if (text == "C" || text == "POSIX") return true;
  const auto score = text.find('_');
  const std::string_view language = text.substr(0, score);
  return score != std::string_view::npos && (language.size() == 2 || language.size() == 3) &&
         score + 2 < text.size() &&
         std::ranges::all_of(language, [](char c) { return c >= 'a' && c <= 'z'; }) &&
         std::ranges::all_of(text.substr(score + 1, 2), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

bool Identifiers::needs_quotes(std::string_view name) const {
  if (name.empty() || !is_bare_start(name.front())) return true;
  const bool plain = std::ranges::all_of(name, [](char c) { return is_bare_start(c) || is_digit(c); });
  if (!plain) return true;
  const std::string folded = lower(name);
  return dialect_->is_keyword(folded) || (!dialect_->folds_case && folded != name);
}

std::string Identifiers::operator()(std::string_view name) const {
  return always_ || needs_quotes(name) ? quoted(name) : std::string(name);
}

std::string Identifiers::operator()(const QualifiedName& name) const {
  const bool bare = name.schema.empty() || (!always_ && name.schema.text == dialect_->default_schema);
  return bare ? (*this)(name.name) : (*this)(name.schema) + "." + (*this)(name.name);
}

std::string Identifiers::operator()(const std::vector<Name>& names) const {
  std::string all;
  for (const Name& name : names) all += (all.empty() ? "" : ", ") + (*this)(name);
  return all;
}

std::string Identifiers::maybe_qualified(const Name& name) const {
  const auto dot = name.text.find('.');
  const std::string_view before = std::string_view(name.text).substr(0, dot);
  if (dot == std::string::npos || dot == 0 || !dialect_->has_schemas() || is_locale(before))
    return (*this)(name);
  return (*this)(before) + "." + (*this)(std::string_view(name.text).substr(dot + 1));
}

}  // namespace tenon
