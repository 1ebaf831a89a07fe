// Pairs the sequences of renamed columns by their owners.

#include "renames/following_sequences.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "model/dialect.h"
#include "model/naming_server.h"

namespace tenon {

namespace {

using ColumnKey = std::pair<QualifiedName, Name>;

/// The sequence that each column owns; null where it owns several.
std::map<ColumnKey, const Sequence*> owned(const Catalog& catalog) {
  std::map<ColumnKey, const Sequence*> all;
  for (const Sequence& sequence : catalog.sequences) {
    if (!sequence.owned_by) continue;
    const auto [at, is_new] =
        all.try_emplace({sequence.owned_by->table, sequence.owned_by->column}, &sequence);
    if (!is_new) at->second = nullptr;
  }
  return all;
}

/// What tables and columns were called, by what they are called in the end.
class FormerNames {
 public:
  explicit FormerNames(const std::vector<DataRename>& renames) {
    for (const DataRename& rename : renames) {
      if (rename.column.empty())
        tables_[name_after(rename)].insert(rename.table.name);
      else
        columns_[{rename.table, rename.to}].insert(rename.column);
    }
  }

  bool has(const ColumnKey& column) const {
    return tables_.contains(column.first) || columns_.contains(column);
  }
  std::set<Name> tables(const QualifiedName& table) const { return of(tables_, table, table.name); }
  std::set<Name> columns(const ColumnKey& column) const { return of(columns_, column, column.second); }

 private:
  /// The former names and the name of today.
  template <class Key>
  static std::set<Name> of(const std::map<Key, std::set<Name>>& names, const Key& key, const Name& today) {
    const auto found = names.find(key);
    std::set<Name> all = found == names.end() ? std::set<Name>() : found->second;
    all.insert(today);
    return all;
  }

  std::map<QualifiedName, std::set<Name>> tables_;
  std::map<ColumnKey, std::set<Name>> columns_;
};

std::string derived(const Name& table, const Name& column) {
  return server_sequence_name(table.text, column.text, [](const std::string&) { return false; });
}

/// Whether the server derives the name of a sequence from one that table and column had.
bool is_derived(const Name& sequence, const ColumnKey& column, const FormerNames& former) {
  for (const Name& table : former.tables(column.first))
    for (const Name& name : former.columns(column))
      if (derived(table, name) == sequence.text) return true;
  return false;
}

void add_step(std::vector<RenameStep>& steps, const QualifiedName& from, const QualifiedName& to) {
  if (from.schema == to.schema && from.name != to.name)
    steps.push_back({.kind = Kind::kSequence, .object = from, .to = to.name});
}

void add_identity(std::vector<RenameStep>& steps, const ColumnKey& key, const Column& from, const Column& to,
                  const FormerNames& former) {
  const QualifiedName& name = *from.identity->sequence_name;
  if (name.empty() || !is_derived(name.name, key, former)) return;
  const QualifiedName& declared = *to.identity->sequence_name;
  add_step(
      steps, name,
      declared.empty() ? QualifiedName{name.schema, Name(derived(key.first.name, key.second))} : declared);
}

}  // namespace

std::vector<RenameStep> following_sequences(const Catalog& actual, const Catalog& declared,
                                            const std::vector<DataRename>& wanted,
                                            const std::vector<DataRename>& carried) {
  std::vector<RenameStep> steps;
  if (!actual.dialect->has_sequences || wanted.empty()) return steps;
  const FormerNames renamed(wanted);
  const auto sequences = owned(actual);
  for (const auto& [column, sequence] : owned(declared)) {
    const auto own = sequences.find(column);
    if (!renamed.has(column) || !sequence || own == sequences.end() || !own->second) continue;
    const QualifiedName& name = own->second->name;
    if (*sequence->named_by == NamedBy::kUser || is_derived(name.name, column, renamed))
      add_step(steps, name, sequence->name);
  }
  const FormerNames changed(carried);
  for (const Table& table : declared.tables) {
    const Table* before = find_table(actual, table.name);
    if (!before) continue;
    for (const Column& column : table.columns) {
      const Column* from = find_column(*before, column.name);
      if (from && from->identity && column.identity && changed.has({table.name, column.name}))
        add_identity(steps, {table.name, column.name}, *from, column, renamed);
    }
  }
  return steps;
}

}  // namespace tenon
