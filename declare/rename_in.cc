// Renames tables and columns in a PostgreSQL catalog, with every expression and constraint that names them.

#include "declare/rename_in.h"

#include <algorithm>
#include <functional>

#include "declare/json/read_parts.h"
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

namespace {

template <class Use>
void for_each_constraint(Table& table, const Use& use) {
  for (Constraint& constraint : table.constraints) use(constraint);
  for (Constraint& constraint : *table.inherited_constraints) use(constraint);
}

template <class Use>
void for_each_foreign_key(Catalog& catalog, const QualifiedName& referred, const Use& use) {
  for (Table& table : catalog.tables)
    for_each_constraint(table, [&](Constraint& constraint) {
      if (auto* key = std::get_if<ForeignKey>(&constraint); key && key->referred_table == referred) use(*key);
    });
}

/// Tells whether the text of a literal such as `public.orders_id_seq` names the sequence.
bool names_sequence(const std::string& text, const QualifiedName& sequence) {
  const std::vector<Token> parts = tokens(text, kPostgresql);
  return parts.size() == 3 && parts[1].text == "." && content(parts[0]) == sequence.schema.text &&
         content(parts[2]) == sequence.name.text;
}

/// Updates `nextval('old.s'::regclass)` after a rename of the sequence, as PostgreSQL stores its oid and
/// prints the present name.
void follow_sequence(Expression& value, const QualifiedName& from, const QualifiedName& to) {
  const std::vector<Token> all = tokens(value.text, kPostgresql);
  std::string text = value.text;
  for (std::size_t i = all.size(); i-- > 0;) {
    const bool is_cast = i + 2 < all.size() && all[i + 1].text == "::" && is_word(all[i + 2], "regclass");
    if (!is_cast || all[i].kind != TokenKind::kString || !names_sequence(content(all[i]), from)) continue;
    const std::string name =
        identifier(kPostgresql, to.schema.text) + "." + identifier(kPostgresql, to.name.text);
    text.replace(all[i].begin, all[i].end - all[i].begin, literal(name));
  }
  if (text != value.text) value = expression(text, kPostgresql);
}

void move_sequence(Catalog& catalog, Sequence& sequence, const Name& schema) {
  const QualifiedName after{schema, sequence.name.name};
  for (Table& table : catalog.tables)
    for (Column& column : table.columns)
      if (column.default_value) follow_sequence(*column.default_value, sequence.name, after);
  sequence.name = after;
}

}  // namespace

void rename_table(Catalog& catalog, const QualifiedName& from, const QualifiedName& to) {
  for_each_foreign_key(catalog, from, [&](ForeignKey& key) { key.referred_table = to; });
  for (Table& table : catalog.tables) {
    if (table.name == from) table.name = to;
    std::ranges::replace(table.parents, from, to);
  }
  for (Sequence& sequence : catalog.sequences) {
    if (!sequence.owned_by || sequence.owned_by->table != from) continue;
    sequence.owned_by->table = to;
    if (from.schema != to.schema) move_sequence(catalog, sequence, to.schema);
  }
  for (UnmodelledObject& other : catalog.unmodelled) {
    if (other.table != from) continue;
    other.table = to;
    if (other.name.schema == from.schema) other.name.schema = to.schema;
  }
}

void rename_column(Catalog& catalog, const QualifiedName& name, const Name& from, const Name& to) {
  Table* table = find_table(catalog, name);
  if (!table) return;
  if (const std::string* key = option(table->options, "partition_by"))
    table->options = with_option(table->options, "partition_by", renamed_in_key(*key, from, to));
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
  for (const Table& child : catalog.tables)
    if (std::ranges::find(child.parents, name) != child.parents.end())
      rename_column(catalog, child.name, from, to);
}

}  // namespace tenon
