#include "declare/rename_in.h"

#include <algorithm>
#include <functional>

#include "declare/read_parts.h"
#include "model/dialect.h"
#include "model/overloaded.h"
#include "sql/column_reference.h"
#include "sql/key.h"
#include "sql/token.h"

namespace tenon {

void rename_in(Expression& made, const Name& from, const Name& to) {
  std::vector<ColumnReference> found = column_references(made.text);
  std::ranges::sort(found, std::greater<>(), &ColumnReference::at);
  std::string text = made.text;
  const std::vector<Token> all = tokens(made.text, kPostgresql);
  for (const ColumnReference& each : found) {
    if (each.names.empty() || each.names.back() != from.text) continue;
    const auto first = std::ranges::lower_bound(all, each.at, {}, &Token::begin);
    const auto position = static_cast<std::size_t>(first - all.begin()) + 2 * (each.names.size() - 1);
    if (position >= all.size()) continue;
    const Token& token = all[position];
    text.replace(token.begin, token.end - token.begin, identifier(kPostgresql, to.text));
  }
  made = expression(text, kPostgresql);
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

namespace {

template <class Use>
void for_each_constraint(Table& table, const Use& use) {
  for (Constraint& constraint : table.constraints) use(constraint);
  for (Constraint& constraint : *table.handed_down) use(constraint);
}

template <class Use>
void for_each_foreign_key(Catalog& catalog, const QualifiedName& referred, const Use& use) {
  for (Table& table : catalog.tables)
    for_each_constraint(table, [&](Constraint& constraint) {
      if (auto* key = std::get_if<ForeignKey>(&constraint); key && key->referred_table == referred) use(*key);
    });
}

}  // namespace

void rename_table(Catalog& catalog, const QualifiedName& from, const Name& to) {
  const QualifiedName after{from.schema, to};
  for_each_foreign_key(catalog, from, [&](ForeignKey& key) { key.referred_table = after; });
  for (Table& table : catalog.tables) {
    if (table.name == from) table.name = after;
    std::ranges::replace(table.parents, from, after);
  }
  for (Sequence& sequence : catalog.sequences)
    if (sequence.owned_by && sequence.owned_by->table == from) sequence.owned_by->table = after;
  for (Other& other : catalog.others)
    if (other.table == from) other.table = after;
}

void rename_column(Catalog& catalog, const QualifiedName& name, const Name& from, const Name& to) {
  Table* table = find_table(catalog, name);
  if (!table) return;
  for (Column& column : table->columns) {
    if (column.name == from) column.name = to;
    if (column.generated) rename_in(column.generated->sqltext, from, to);
  }
  for_each_constraint(*table, [&](Constraint& constraint) { rename_in(constraint, from, to); });
  for_each_foreign_key(catalog, name,
                       [&](ForeignKey& key) { std::ranges::replace(key.referred_columns, from, to); });
  for (Sequence& sequence : catalog.sequences)
    if (sequence.owned_by && sequence.owned_by->table == name && sequence.owned_by->column == from)
      sequence.owned_by->column = to;
  for (const Table& heir : catalog.tables)
    if (std::ranges::find(heir.parents, name) != heir.parents.end())
      rename_column(catalog, heir.name, from, to);
}

}  // namespace tenon
