// Writes identifiers, quoted always or only where necessary.

#include "render/sql/identifiers.h"

#include <algorithm>

#include "sql/character.h"
#include "sql/quote.h"

namespace tenon {

namespace {

bool is_bare_start(char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || c == '_'; }

}  // namespace

bool Identifiers::needs_quotes(std::string_view name) const {
  if (name.empty() || !is_bare_start(name.front())) return true;
  const bool plain = std::ranges::all_of(name, [](char c) { return is_bare_start(c) || is_digit(c); });
  if (!plain) return true;
  const std::string folded = lower(name);
  return dialect_->lexis.is_keyword(folded) || (!dialect_->lexis.folds_case && folded != name);
}

std::string Identifiers::operator()(std::string_view name) const {
  return always_ || needs_quotes(name) ? quoted(name, *dialect_) : std::string(name);
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

}  // namespace tenon
