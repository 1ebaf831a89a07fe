// Resolves the tables and columns of foreign keys and owned sequences in the draft.

#include <algorithm>
#include <map>

#include "declare/json/passes.h"

namespace tenon {

namespace {

using Tables = std::map<QualifiedName, const DraftTable*>;

Tables tables_of(const SchemaDraft& draft) {
  Tables tables;
  for (const auto& table : draft.tables) tables.emplace(table.table.name, &table);
  return tables;
}

/// Returns a table as a reference spells it.
std::string reference_text(const QualifiedName& name, const Dialect& dialect) {
  return name.schema.text == dialect.default_schema ? name.name.text : to_string(name);
}

std::string reference_text(const Reference& reference) {
  return (reference.schema.empty() ? "" : reference.schema + ".") + reference.table;
}

const PrimaryKey* primary_key_of(const DraftTable& table) {
  for (const auto& constraint : table.constraints)
    if (const auto* key = std::get_if<PrimaryKey>(&constraint.constraint)) return key;
  return nullptr;
}

/// Resolves references.
class Resolver {
 public:
  Resolver(const SchemaDraft& draft, const Dialect& dialect, Faults& faults)
      : tables_(tables_of(draft)), dialect_(dialect), faults_(faults) {}

  /// Returns nullptr if there is none.
  const DraftTable* find(const Reference& reference) const {
    const auto at = tables_.find(dialect_.qualified(reference.schema, reference.table));
    const bool is_there = at != tables_.end() && (reference.schema.empty() || dialect_.has_schemas());
    return is_there ? at->second : nullptr;
  }

  const DraftTable* table(const Reference& reference, const std::string& who) const {
    if (const DraftTable* found = find(reference)) return found;
    std::vector<std::string> known;
    for (const auto& [name, table] : tables_) known.push_back(reference_text(name, dialect_));
    faults_.add(reference.source, who + " refers to table " + reference_text(reference) +
                                      ", which is not declared" + hint(reference_text(reference), known));
    return nullptr;
  }

  /// Returns the primary key of the table, or the one that it inherits as a partition.
  const PrimaryKey* primary_key(const DraftTable& table) const {
    if (const PrimaryKey* key = primary_key_of(table)) return key;
    const DraftTable* whole = whole_of(table);
    return whole ? primary_key(*whole) : nullptr;
  }

  /// Tells whether a foreign key can refer to these sorted columns.
  bool has_key(const DraftTable& table, const std::vector<Name>& columns) const {
    const bool own = std::ranges::any_of(table.constraints, [&](const DraftConstraint& made) {
      return referable_columns(made.constraint, dialect_) == columns;
    });
    const DraftTable* whole = own ? nullptr : whole_of(table);
    return own || (whole && has_key(*whole, columns));
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
        faults_.add(word.source, who + " refers to " + reference_text(reference) + "." + word.text +
                                     ", and table " + to_string(table.table.name) + " has no such column" +
                                     hint(word.text, column_words(table)));
    }
    return names;
  }

 private:
  /// Returns the table that it is a partition of, or nullptr.
  const DraftTable* whole_of(const DraftTable& table) const {
    if (!is_partition(table.table) || table.table.parents.empty()) return nullptr;
    const auto at = tables_.find(table.table.parents.front());
    return at == tables_.end() ? nullptr : at->second;
  }

  std::vector<Name> key_columns(const Reference& reference, const DraftTable& table,
                                const std::string& who) const {
    if (const PrimaryKey* key = primary_key(table)) return key->columns;
    faults_.add(reference.source, who + " refers to the primary key of table " + to_string(table.table.name) +
                                      ", which has none; name the columns");
    return {};
  }

  Tables tables_;
  const Dialect& dialect_;
  Faults& faults_;
};

std::string who_of(const ForeignKey& key, const DraftTable& table) {
  std::string columns;
  for (const auto& column : key.columns) columns += (columns.empty() ? "" : ", ") + column.text;
  return "the foreign key (" + columns + ") of table " + to_string(table.table.name);
}

/// Takes a reference as written, because SQLite allows a foreign key to a missing table or column.
void take_as_written(const DraftConstraint& made, const DraftTable* target, const Dialect& dialect,
                     ForeignKey& key) {
  const Reference& reference = *made.reference;
  key.referred_table = target ? target->table.name : dialect.qualified(reference.schema, reference.table);
  for (const auto& word : reference.columns) {
    const auto position = target ? find_position(*target, word.text, dialect) : std::nullopt;
    key.referred_columns.push_back(position ? target->table.columns[*position].name
                                            : dialect.name_of(word.text));
  }
  const PrimaryKey* parent_key = target ? primary_key_of(*target) : nullptr;
  if (reference.columns.empty() && parent_key) key.referred_columns = parent_key->columns;
}

void require_key(const DraftConstraint& made, const ForeignKey& key, const Resolver& resolver,
                 const DraftTable& parent, const Dialect& dialect, const std::string& who, Faults& faults) {
  std::vector<Name> wanted = key.referred_columns;
  std::ranges::sort(wanted);
  if (wanted.empty() || resolver.has_key(parent, wanted)) return;
  std::string columns;
  for (const auto& column : key.referred_columns) columns += (columns.empty() ? "" : ", ") + column.text;
  faults.add(made.reference->source,
             who + " refers to " + to_string(parent.table.name) + " (" + columns +
                 "), and nothing makes that a key there: it needs a primary key, a unique constraint, or a "
                 "unique index without \"where\" over exactly these columns" +
                 (dialect.keys_take_any_collation ? "" : ", by their own collations") +
                 (dialect.checks_references ? "" : "; \"unresolved\": true keeps it as it is"));
}

void resolve(const Resolver& resolver, DraftTable& table, DraftConstraint& made, const Dialect& dialect,
             Faults& faults) {
  auto* key = std::get_if<ForeignKey>(&made.constraint);
  if (!key || !made.reference) return;
  if (made.may_be_unresolved) return take_as_written(made, resolver.find(*made.reference), dialect, *key);
  const std::string who = who_of(*key, table);
  const DraftTable* target = resolver.table(*made.reference, who);
  if (!target) return;
  const std::size_t wanted = made.reference->columns.size();
  key->referred_table = target->table.name;
  key->referred_columns = resolver.columns(*made.reference, *target, who);
  const std::size_t found = wanted == 0 ? key->referred_columns.size() : wanted;
  if (found != key->columns.size() && found > 0 && !key->columns.empty())
    faults.add(made.reference->source, who + " has " + std::to_string(key->columns.size()) +
                                           " columns and refers to " + std::to_string(found));
  else if (key->referred_columns.size() == found)
    require_key(made, *key, resolver, *target, dialect, who, faults);
}

void resolve(const Resolver& resolver, DraftSequence& made, Faults& faults) {
  if (!made.owner) return;
  const std::string who = "\"owned_by\" of sequence " + to_string(made.sequence.name);
  const DraftTable* target = resolver.table(*made.owner, who);
  if (!target) return;
  const std::vector<Name> columns = resolver.columns(*made.owner, *target, who);
  if (columns.size() == 1) made.sequence.owned_by = ColumnName{target->table.name, columns.front()};
  if (columns.size() > 1) faults.add(made.owner->source, who + " must name one column");
}

}  // namespace

void resolve_references(SchemaDraft& draft, const Dialect& dialect, Faults& faults) {
  const Resolver resolver(draft, dialect, faults);
  for (auto& table : draft.tables)
    for (auto& constraint : table.constraints) resolve(resolver, table, constraint, dialect, faults);
  for (auto& sequence : draft.sequences) resolve(resolver, sequence, faults);
}

}  // namespace tenon
