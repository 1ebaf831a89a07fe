#include <algorithm>

#include "declare/read_parts.h"
#include "declare/sql_edit.h"
#include "model/dialect.h"
#include "model/overloaded.h"
#include "sql/key.h"
#include "sql/pg_node.h"
#include "sql/token.h"

namespace tenon {

namespace {

/// Where the column references of a tree begin, with how many names each has.
struct ColumnPlace {
  std::size_t at;
  std::vector<std::string> fields;
};

void collect(const PgNode& tree, std::vector<ColumnPlace>& found) {
  if (tree.is("ColumnRef")) found.push_back({tree.location(), texts(tree["fields"])});
  for (const PgNode& inner : tree.members) collect(inner, found);
  for (const PgNode& inner : tree.items) collect(inner, found);
}

/// The expression with its references to `from` written as `to`.
void rename_in(Expression& made, const Name& from, const Name& to) {
  std::vector<ColumnPlace> found;
  collect(pg_expression(made.text), found);
  std::ranges::sort(found, std::greater<>(), &ColumnPlace::at);
  std::string text = made.text;
  const std::vector<Token> all = tokens(made.text, kPostgresql);
  for (const ColumnPlace& each : found) {
    if (each.fields.empty() || each.fields.back() != from.text) continue;
    const auto first = std::ranges::lower_bound(all, each.at, {}, &Token::begin);
    const auto position = static_cast<std::size_t>(first - all.begin()) + 2 * (each.fields.size() - 1);
    if (position >= all.size()) continue;
    const Token& token = all[position];
    text.replace(token.begin, token.end - token.begin, identifier(kPostgresql, to.text));
  }
  made = expression(text, kPostgresql);
}

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

template <class Use>
void for_each_foreign_key(SqlWorld& world, const QualifiedName& referred, const Use& use) {
  for (auto& [name, table] : world.tables)
    for (SqlConstraint& each : table.constraints)
      if (auto* key = std::get_if<ForeignKey>(&each.constraint); key && key->referred_table == referred)
        use(*key);
}

}  // namespace

void rename_column(SqlWorld& world, SqlTable& table, const Name& from, const Name& to) {
  const QualifiedName owner = table.table.name;
  SqlColumn* column = table.column(from);
  if (!column) return;
  column->column.name = to;
  for (SqlConstraint& each : table.constraints) rename_in(each.constraint, from, to);
  for (SqlColumn& each : table.columns)
    if (each.column.generated) rename_in(each.column.generated->sqltext, from, to);
  for (SqlPartitionPart& part : table.partition_key)
    if (part.column == from) part.column = to;
  for_each_foreign_key(world, owner, [&](ForeignKey& key) { rename_in(key.referred_columns, from, to); });
  for (auto& [name, sequence] : world.sequences)
    if (sequence.owned_by && sequence.owned_by->table == owner && sequence.owned_by->column == from)
      sequence.owned_by->column = to;
  for (SqlTable* child : world.children(owner)) rename_column(world, *child, from, to);
}

}  // namespace tenon
