// Walks over the ops of a plan once and notes where tables, columns, keys and types change.
#include "plan/online/neighbourhood.h"

#include <algorithm>

#include "model/overloaded.h"

namespace tenon {

namespace {

bool has_between(const std::vector<std::size_t>& positions, std::size_t from, std::size_t to) {
  const auto at = std::ranges::upper_bound(positions, from);
  return at != positions.end() && *at < to;
}

bool has_between(const std::map<QualifiedName, std::vector<std::size_t>>& all, const QualifiedName& table,
                 std::size_t from, std::size_t to) {
  const auto at = all.find(table);
  return at != all.end() && has_between(at->second, from, to);
}

/// Whether a constraint on the column can feel the change.
bool changes_values(const AlterColumn& op) {
  return !(op.actual.type == op.declared.type) || op.actual.collation != op.declared.collation ||
         op.actual.generated != op.declared.generated || (op.declared.nullable && !op.actual.nullable);
}

bool is_key(const Constraint& constraint) {
  const auto* index = std::get_if<Index>(&constraint);
  return std::holds_alternative<PrimaryKey>(constraint) || std::holds_alternative<Unique>(constraint) ||
         (index && index->unique);
}

}  // namespace

Neighbourhood::Neighbourhood(const std::vector<Op>& ops, const Catalog& before) {
  for (const Table& table : before.tables) note_table(table);
  for (std::size_t i = 0; i < ops.size(); ++i) note(ops[i], i);
}

void Neighbourhood::note_table(const Table& table) {
  const bool is_whole = option(table.options, "partition_by") != nullptr;
  if (is_whole) wholes_.insert(table.name);
  if (is_partition(table)) partitions_.insert(table.name);
  if (table.parents.empty() && !is_whole) return;
  trees_.insert(table.name);
  trees_.insert(table.parents.begin(), table.parents.end());
}

void Neighbourhood::note_move(const Table& table) {
  moves_partitions_ = moves_partitions_ || is_partition(table) || wholes_.contains(table.name);
}

void Neighbourhood::note_link(const Table& table, const QualifiedName& parent, std::size_t position) {
  for (const QualifiedName& each : {table.name, parent}) {
    trees_.insert(each);
    columns_[each].push_back(position);
  }
  note_move(table);
}

void Neighbourhood::note_name(const QualifiedName& from, const QualifiedName& to, std::size_t position) {
  columns_[from].push_back(position);
  columns_[to].push_back(position);
  for (auto* each : {&trees_, &created_, &wholes_, &partitions_})
    if (each->contains(from)) each->insert(to);
}

void Neighbourhood::note_constraint(const QualifiedName& table, const Constraint& constraint,
                                    std::size_t position) {
  if (is_key(constraint)) keys_[table].push_back(position);
  moves_partitions_ = moves_partitions_ || wholes_.contains(table);
}

void Neighbourhood::note(const Op& op, std::size_t position) {
  const auto column = [&](const QualifiedName& table) { columns_[table].push_back(position); };
  std::visit(Overloaded{
                 [&](const CreateTable& o) {
                   created_.insert(o.table.name);
                   note_table(o.table);
                   note_move(o.table);
                 },
                 [&](const DropTable& o) {
                   column(o.table.name);
                   note_move(o.table);
                 },
                 [&](const AttachTable& o) { note_link(o.table, o.parent, position); },
                 [&](const DetachTable& o) { note_link(o.table, o.parent, position); },
                 [&](const RenameTable& o) {
                   note_name(o.table, {o.table.schema, o.to}, position);
                 },
                 [&](const MoveTable& o) {
                   note_name(o.table, {o.schema, o.table.name}, position);
                 },
                 [&](const DropColumn& o) { column(o.table); },
                 [&](const AlterColumn& o) {
                   if (changes_values(o)) column(o.table);
                 },
                 [&](const RenameColumn& o) { column(o.table); },
                 [&](const AddConstraint& o) { note_constraint(o.table, o.constraint, position); },
                 [&](const DropConstraint& o) { note_constraint(o.table, o.constraint, position); },
                 [&](const AlterType&) { types_.push_back(position); },
                 [&](const ReplaceEnum&) { types_.push_back(position); },
                 [](const auto&) {},
             },
             op);
}

bool Neighbourhood::stands_alone(const QualifiedName& table) const {
  return !trees_.contains(table) && !created_.contains(table);
}

bool Neighbourhood::keeps_its_own(const QualifiedName& table) const {
  return !created_.contains(table) && !wholes_.contains(table) &&
         !(moves_partitions_ && partitions_.contains(table));
}

bool Neighbourhood::changes_columns(const QualifiedName& table, std::size_t from, std::size_t to) const {
  return has_between(types_, from, to) || has_between(columns_, table, from, to);
}

bool Neighbourhood::changes_keys(const QualifiedName& table, std::size_t from, std::size_t to) const {
  return has_between(keys_, table, from, to);
}

}  // namespace tenon
