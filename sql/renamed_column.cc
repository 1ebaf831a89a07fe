// Renames a column in PostgreSQL expressions, partition keys and constraints that name it.

#include "sql/renamed_column.h"

#include <algorithm>
#include <functional>

#include "model/dialect.h"
#include "model/overloaded.h"
#include "sql/column_reference.h"
#include "sql/key.h"
#include "sql/partition.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

std::string renamed_in(std::string_view sql, const Name& from, const Name& to) {
  std::vector<ColumnReference> found = column_references(sql);
  std::ranges::sort(found, std::greater<>(), &ColumnReference::at);
  std::string text(sql);
  const std::vector<Token> all = tokens(sql, kPostgresql);
  for (const ColumnReference& each : found) {
    if (each.names.empty() || each.names.back() != from.text) continue;
    const auto first = std::ranges::lower_bound(all, each.at, {}, &Token::begin);
    const auto position = static_cast<std::size_t>(first - all.begin()) + 2 * (each.names.size() - 1);
    if (position >= all.size()) continue;
    const Token& token = all[position];
    text.replace(token.begin, token.end - token.begin, identifier(kPostgresql, to.text));
  }
  return text;
}

void rename_in(Expression& made, const Name& from, const Name& to) {
  made = expression(renamed_in(made.text, from, to), kPostgresql);
}

std::string renamed_in_key(std::string_view key, const Name& from, const Name& to) {
  const auto parts = partition_key(key);
  if (!parts) return std::string(key);
  std::string list;
  for (const PartitionElement& part : parts->elements) {
    if (!list.empty()) list += ", ";
    list += renamed_in(part.column.empty() ? part.expression : part.column, from, to);
    if (!part.rest.empty()) list += " " + std::string(part.rest);
  }
  return parts->strategy + " (" + list + ")";
}

namespace {

void rename_in(std::optional<Expression>& made, const Name& from, const Name& to) {
  if (made) rename_in(*made, from, to);
}
void rename_in(std::vector<Name>& names, const Name& from, const Name& to) {
  std::ranges::replace(names, from, to);
}
void rename_in(IndexElement& element, const Name& from, const Name& to) {
  std::visit(Overloaded{[&](Name& name) {
                          if (name == from) name = to;
                        },
                        [&](Expression& e) { rename_in(e, from, to); }},
             element.what);
}

}  // namespace

void rename_in(Constraint& constraint, const Name& from, const Name& to) {
  const auto key = [&](auto& c) {
    rename_in(c.columns, from, to);
    rename_in(c.include, from, to);
  };
  std::visit(Overloaded{
                 [&](PrimaryKey& c) { key(c); },
                 [&](Unique& c) { key(c); },
                 [&](Index& c) {
                   for (IndexElement& element : c.elements) rename_in(element, from, to);
                   rename_in(c.include, from, to);
                   rename_in(c.where, from, to);
                 },
                 [&](Check& c) { rename_in(c.sqltext, from, to); },
                 [&](Exclusion& c) {
                   for (ExclusionElement& element : c.elements) rename_in(element.element, from, to);
                   rename_in(c.include, from, to);
                   rename_in(c.where, from, to);
                 },
                 [&](ForeignKey& c) {
                   rename_in(c.columns, from, to);
                   rename_in(c.ondelete_columns, from, to);
                 },
             },
             constraint);
}

}  // namespace tenon
