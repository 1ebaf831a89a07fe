#include <algorithm>
#include <map>

#include "declare/resolved.h"

namespace tenon {

namespace {

using Tables = std::map<QualifiedName, const DraftTable*>;

Tables tables_of(const SchemaDraft& draft) {
  Tables tables;
  for (const auto& table : draft.tables) tables.emplace(table.table.name, &table);
  return tables;
}

/// A table as a reference writes it.
std::string written(const QualifiedName& name, const Dialect& dialect) {
  return name.schema.text == dialect.default_schema ? name.name.text : shown(name);
}

std::string written(const Reference& reference) {
  return (reference.schema.empty() ? "" : reference.schema + ".") + reference.table;
}

const PrimaryKey* primary_key_of(const DraftTable& table) {
  for (const auto& constraint : table.constraints)
    if (const auto* key = std::get_if<PrimaryKey>(&constraint.constraint)) return key;
  return nullptr;
}

/// Looks up one reference after another.
class Resolver {
 public:
  Resolver(const SchemaDraft& draft, const Dialect& dialect, Faults& faults)
      : tables_(tables_of(draft)), dialect_(dialect), faults_(faults) {}

  const DraftTable* table(const Reference& reference, const std::string& who) const {
    const auto at = tables_.find(dialect_.qualified(reference.schema, reference.table));
    if (at != tables_.end() && (reference.schema.empty() || dialect_.has_schemas())) return at->second;
    std::vector<std::string> known;
    for (const auto& [name, table] : tables_) known.push_back(written(name, dialect_));
    faults_.add(reference.source, who + " refers to table " + written(reference) + ", which is not declared" +
                                      hint(written(reference), known));
    return nullptr;
  }

  std::vector<Name> columns(const Reference& reference, const DraftTable& table,
                            const std::string& who) const {
    if (reference.columns.empty()) return key_columns(reference, table, who);
    std::vector<Name> names;
    for (const auto& word : reference.columns) {
      const auto position = find_position(table, word.text, dialect_);
      if (position)
        names.push_back(table.table.columns[*position].name);
      else
        faults_.add(word.source, who + " refers to " + written(reference) + "." + word.text + ", and table " +
                                     shown(table.table.name) + " has no such column" +
                                     hint(word.text, column_words(table)));
    }
    return names;
  }

 private:
  std::vector<Name> key_columns(const Reference& reference, const DraftTable& table,
                                const std::string& who) const {
    if (const PrimaryKey* key = primary_key_of(table)) return key->columns;
    faults_.add(reference.source, who + " refers to the primary key of table " + shown(table.table.name) +
                                      ", which has none; name the columns");
    return {};
  }

  Tables tables_;
  const Dialect& dialect_;
  Faults& faults_;
};

void resolve(const Resolver& resolver, DraftTable& table, DraftConstraint& made, Faults& faults) {
  auto* key = std::get_if<ForeignKey>(&made.constraint);
  if (!key || !made.reference) return;
  std::string columns;
  for (const auto& column : key->columns) columns += (columns.empty() ? "" : ", ") + column.text;
  const std::string who = "the foreign key (" + columns + ") of table " + shown(table.table.name);
  const DraftTable* target = resolver.table(*made.reference, who);
  if (!target) return;
  const std::size_t wanted = made.reference->columns.empty() ? 0 : made.reference->columns.size();
  key->referred_table = target->table.name;
  key->referred_columns = resolver.columns(*made.reference, *target, who);
  const std::size_t found = wanted == 0 ? key->referred_columns.size() : wanted;
  if (found != key->columns.size() && found > 0 && !key->columns.empty())
    faults.add(made.reference->source, who + " has " + std::to_string(key->columns.size()) +
                                           " columns and refers to " + std::to_string(found));
}

void resolve(const Resolver& resolver, DraftSequence& made, Faults& faults) {
  if (!made.owner) return;
  const std::string who = "\"owned_by\" of sequence " + shown(made.sequence.name);
  const DraftTable* target = resolver.table(*made.owner, who);
  if (!target) return;
  const std::vector<Name> columns = resolver.columns(*made.owner, *target, who);
  if (columns.size() == 1) made.sequence.owned_by = ColumnName{target->table.name, columns.front()};
  if (columns.size() > 1) faults.add(made.owner->source, who + " wants one column");
}

}  // namespace

void resolve_references(SchemaDraft& draft, const Dialect& dialect, Faults& faults) {
  const Resolver resolver(draft, dialect, faults);
  for (auto& table : draft.tables)
    for (auto& constraint : table.constraints) resolve(resolver, table, constraint, faults);
  for (auto& sequence : draft.sequences) resolve(resolver, sequence, faults);
}

}  // namespace tenon
