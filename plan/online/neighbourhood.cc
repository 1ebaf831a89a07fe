// Walks over the ops of a plan once and notes where tables, columns, keys and types change.
#include "plan/online/neighbourhood.h"

#include <algorithm>

#include "model/overloaded.h"

namespace tenon {

namespace {

void note_links(std::set<QualifiedName>& trees, const Table& table) {
  if (table.parents.empty() && !option(table.options, "partition_by")) return;
  trees.insert(table.name);
  trees.insert(table.parents.begin(), table.parents.end());
}

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
  for (const Table& table : before.tables) note_links(trees_, table);
  for (std::size_t i = 0; i < ops.size(); ++i) note(ops[i], i);
}

void Neighbourhood::note(const Op& op, std::size_t position) {
  const auto column = [&](const QualifiedName& table) { columns_[table].push_back(position); };
  const auto key = [&](const QualifiedName& table, const Constraint& constraint) {
    if (is_key(constraint)) keys_[table].push_back(position);
  };
  const auto becomes = [&](const QualifiedName& from, const QualifiedName& to) {
    column(from);
    column(to);
    if (trees_.contains(from)) trees_.insert(to);
    if (created_.contains(from)) created_.insert(to);
  };
  std::visit(Overloaded{
                 [&](const CreateTable& o) {
                   created_.insert(o.table.name);
                   note_links(trees_, o.table);
                 },
                 [&](const DropTable& o) { column(o.table.name); },
                 [&](const AttachTable& o) {
                   trees_.insert({o.table.name, o.parent});
                 },
                 [&](const DetachTable& o) {
                   trees_.insert({o.table.name, o.parent});
                 },
                 [&](const RenameTable& o) {
                   becomes(o.table, {o.table.schema, o.to});
                 },
                 [&](const MoveTable& o) {
                   becomes(o.table, {o.schema, o.table.name});
                 },
                 [&](const DropColumn& o) { column(o.table); },
                 [&](const AlterColumn& o) {
                   if (changes_values(o)) column(o.table);
                 },
                 [&](const RenameColumn& o) { column(o.table); },
                 [&](const AddConstraint& o) { key(o.table, o.constraint); },
                 [&](const DropConstraint& o) { key(o.table, o.constraint); },
                 [&](const AlterType&) { types_.push_back(position); },
                 [&](const ReplaceEnum&) { types_.push_back(position); },
                 [](const auto&) {},
             },
             op);
}

bool Neighbourhood::stands_alone(const QualifiedName& table) const {
  return !trees_.contains(table) && !created_.contains(table);
}

bool Neighbourhood::changes_columns(const QualifiedName& table, std::size_t from, std::size_t to) const {
  return has_between(types_, from, to) || has_between(columns_, table, from, to);
}

bool Neighbourhood::changes_keys(const QualifiedName& table, std::size_t from, std::size_t to) const {
  return has_between(keys_, table, from, to);
}

}  // namespace tenon
