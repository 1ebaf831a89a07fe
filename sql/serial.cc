// Reads serial columns out of a catalog, where they are a column, its default and a sequence, and writes them
// by their words.

#include "sql/serial.h"

#include <algorithm>
#include <set>
#include <string>

#include "model/dialect.h"
#include "model/naming_server.h"
#include "model/sequence.h"
#include "model/serial.h"
#include "sql/key.h"
#include "sql/quote.h"

namespace tenon {

namespace {

/// A key may be settled by now, and the text is as the server prints it.
bool is_same(const Expression& a, const Expression& b) { return a == b || a.text == b.text; }

bool is_serial(const Column& column, const QualifiedName& table, const Sequence& sequence) {
  return !serial_word(column.type).empty() && !column.nullable && column.default_value && !column.identity &&
         !column.generated && column.inheritance == Inheritance::kOwn &&
         sequence.name.schema == table.schema &&
         sequence.name.name.text == server_sequence_name(table.name.text, column.name.text, nullptr) &&
         sequence.options == sequence_defaults(column.type.key, "1") && sequence.logging.empty() &&
         sequence.comment.empty() && is_same(*column.default_value, nextval_of(sequence.name));
}

using OwnedSequences = std::map<std::pair<QualifiedName, Name>, const Sequence*>;

OwnedSequences owned_sequences(const Catalog& catalog) {
  OwnedSequences found;
  for (const Sequence& sequence : catalog.sequences)
    if (sequence.owned_by)
      found.emplace(std::pair(sequence.owned_by->table, sequence.owned_by->column), &sequence);
  return found;
}

Column* find_column(Catalog& catalog, const ColumnName& name) {
  Table* table = find_table(catalog, name.table);
  if (!table) return nullptr;
  const auto at = std::ranges::find(table->columns, name.column, &Column::name);
  return at == table->columns.end() ? nullptr : &*at;
}

/// The sequences by name with the number of defaults that draw from each, as the server prints them.
std::map<std::string, int> drawn(const Catalog& catalog) {
  std::map<std::string, int> counts;
  for (const Table& table : catalog.tables)
    for (const Column& column : table.columns)
      if (column.default_value) ++counts[column.default_value->key];
  return counts;
}

/// The actual sequence that counts the column of a declared one; nullptr: there is none.
const Sequence* counterpart(const Sequence& declared, const OwnedSequences& owned, const Catalog& actual) {
  const auto at = owned.find({declared.owned_by->table, declared.owned_by->column});
  const Sequence* found = at == owned.end() ? nullptr : at->second;
  const Table* table = found ? find_table(actual, declared.owned_by->table) : nullptr;
  const Column* column = table ? find_column(*table, declared.owned_by->column) : nullptr;
  const bool counts =
      column && column->default_value && is_same(*column->default_value, nextval_of(found->name));
  return counts ? found : nullptr;
}

}  // namespace

Expression nextval_of(const QualifiedName& sequence) {
  const std::string name =
      identifier(kPostgresql, sequence.schema.text) + "." + identifier(kPostgresql, sequence.name.text);
  return expression("nextval(" + literal(name) + "::regclass)", kPostgresql);
}

SerialColumns serial_columns(const Catalog& catalog) {
  SerialColumns found;
  if (!catalog.dialect->has_serial_types) return found;
  for (const Sequence& sequence : catalog.sequences) {
    if (!sequence.owned_by) continue;
    const Table* table = find_table(catalog, sequence.owned_by->table);
    const Column* column = table ? find_column(*table, sequence.owned_by->column) : nullptr;
    if (column && is_serial(*column, table->name, sequence))
      found.emplace(std::pair(table->name, column->name), &sequence);
  }
  return found;
}

Catalog with_known_sequence_names(Catalog declared, const Catalog& actual) {
  const OwnedSequences owned = owned_sequences(actual);
  const std::map<std::string, int> draws = drawn(declared);
  std::set<QualifiedName> names;
  for (const Sequence& sequence : declared.sequences) names.insert(sequence.name);
  for (Sequence& sequence : declared.sequences) {
    if (*sequence.named_by != NamedBy::kServer || !sequence.owned_by) continue;
    const Sequence* known = counterpart(sequence, owned, actual);
    const Expression draw = nextval_of(sequence.name);
    Column* column = find_column(declared, *sequence.owned_by);
    const bool is_free = known && names.insert(known->name).second;
    if (!is_free || !column || column->default_value != draw || draws.at(draw.key) != 1) continue;
    sequence.name = known->name;
    column->default_value = nextval_of(known->name);
  }
  return sorted(std::move(declared));
}

Column by_serial_word(Column column) {
  const std::string word(serial_word(column.type));
  column.type = Type(word, word);
  column.default_value.reset();
  return column;
}

Catalog with_serial_words(Catalog catalog) {
  std::set<QualifiedName> sequences;
  for (const auto& [place, sequence] : serial_columns(catalog)) {
    Table& table = *find_table(catalog, place.first);
    for (Column& column : table.columns)
      if (column.name == place.second) column = by_serial_word(std::move(column));
    sequences.insert(sequence->name);
  }
  std::erase_if(catalog.sequences,
                [&](const Sequence& sequence) { return sequences.contains(sequence.name); });
  return catalog;
}

}  // namespace tenon
