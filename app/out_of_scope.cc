// Takes apart and puts together what a migration compares and what it leaves alone.

#include "app/out_of_scope.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "model/unmodelled.h"

namespace tenon {

namespace {

bool has(const Table& table, const Constraint& constraint) {
  return find_constraint(table, constraint.index(), name_of(constraint)) != nullptr;
}

/// Returns `table` with only those columns and constraints that `compared` lacks.
Table rest(const Table& table, const Table& compared) {
  Table left;
  left.name = table.name;
  for (const Column& column : table.columns)
    if (!find_column(compared, column.name)) left.columns.push_back(column);
  for (const Constraint& constraint : table.constraints)
    if (!has(compared, constraint)) left.constraints.push_back(constraint);
  return left;
}

void add(Table& table, const Table& more) {
  for (const Column& column : more.columns)
    if (!find_column(table, column.name)) table.columns.push_back(column);
  for (const Constraint& constraint : more.constraints)
    if (!has(table, constraint)) table.constraints.push_back(constraint);
  sort_constraints(table.constraints);
}

}  // namespace

Catalog out_of_scope(const Catalog& whole, const Catalog& compared) {
  Catalog left;
  left.dialect = whole.dialect;
  left.unmodelled = whole.unmodelled;
  left.not_understood = whole.not_understood;
  for (const Table& table : whole.tables) {
    const Table* found = find_table(compared, table.name);
    if (!found) continue;
    Table parts = rest(table, *found);
    if (!parts.columns.empty() || !parts.constraints.empty()) left.tables.push_back(std::move(parts));
  }
  return left;
}

Catalog with_out_of_scope(Catalog side, const Catalog& out_of_scope) {
  const auto is_index_part = [](const UnmodelledObject& other) {
    return role_of(other) == UnmodelledRole::kIndexPart;
  };
  std::erase_if(side.unmodelled, [&](const UnmodelledObject& other) { return !is_index_part(other); });
  std::ranges::remove_copy_if(out_of_scope.unmodelled, std::back_inserter(side.unmodelled), is_index_part);
  side.not_understood = out_of_scope.not_understood;
  for (const Table& more : out_of_scope.tables)
    if (Table* table = find_table(side, more.name)) add(*table, more);
  return side;
}

}  // namespace tenon
