// Renames tables and columns in a PostgreSQL catalog, as ALTER TABLE does, and all that follows them.

#include "renames/postgresql_catalog.h"

#include <algorithm>

#include "model/dialect.h"
#include "sql/content.h"
#include "sql/key.h"
#include "sql/quote.h"
#include "sql/renamed_column.h"
#include "sql/token.h"

namespace tenon {

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
  if (value.text.find("nextval") == std::string::npos) return;
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

void rename_sequence(Catalog& catalog, Sequence& sequence, const QualifiedName& after) {
  for (Table& table : catalog.tables)
    for (Column& column : table.columns)
      if (column.default_value) follow_sequence(*column.default_value, sequence.name, after);
  for (Domain& domain : catalog.domains)
    if (domain.default_value) follow_sequence(*domain.default_value, sequence.name, after);
  sequence.name = after;
}

/// Renames a sequence, be it that of an identity column.
void rename_sequence(Catalog& catalog, const QualifiedName& from, const QualifiedName& to) {
  for (Sequence& sequence : catalog.sequences)
    if (sequence.name == from) return rename_sequence(catalog, sequence, to);
  for (Table& table : catalog.tables)
    for (Column& column : table.columns)
      if (column.identity && *column.identity->sequence_name == from) column.identity->sequence_name = to;
}

void move_identities(Table& table, const Name& schema) {
  for (Column& column : table.columns)
    if (column.identity && !column.identity->sequence_name->empty())
      column.identity->sequence_name->schema = schema;
}

void rename_table(Catalog& catalog, const QualifiedName& from, const QualifiedName& to) {
  for_each_foreign_key(catalog, from, [&](ForeignKey& key) { key.referred_table = to; });
  for (Table& table : catalog.tables) {
    if (table.name == from) {
      table.name = to;
      move_identities(table, to.schema);
    }
    std::ranges::replace(table.parents, from, to);
  }
  for (Sequence& sequence : catalog.sequences) {
    if (!sequence.owned_by || sequence.owned_by->table != from) continue;
    sequence.owned_by->table = to;
    if (from.schema != to.schema) rename_sequence(catalog, sequence, {to.schema, sequence.name.name});
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

}  // namespace

Catalog renamed_catalog(Catalog catalog, const RenameStep& step) {
  if (step.makes_schema) {
    Schema made;
    made.name = step.schema;
    catalog.schemas.push_back(std::move(made));
  }
  if (step.kind == Kind::kTable)
    rename_table(catalog, step.object, name_after(step));
  else if (step.kind == Kind::kSequence)
    rename_sequence(catalog, step.object, name_after(step));
  else
    rename_column(catalog, step.object, step.column, step.to);
  return catalog;
}

}  // namespace tenon
