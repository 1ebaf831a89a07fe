// The values of one side of a comparison: Catalog, Table, Column, Sequence and the other objects.

#include "model/catalog.h"

#include <algorithm>
#include <tuple>

#include "model/unmodelled.h"

namespace tenon {

const Column* find_column(const Table& table, const Name& name) {
  const auto at = std::ranges::find(table.columns, name, &Column::name);
  return at == table.columns.end() ? nullptr : &*at;
}

const Constraint* find_constraint(const Table& table, std::size_t kind, const Name& name) {
  const auto at = std::ranges::find_if(
      table.constraints, [&](const Constraint& c) { return c.index() == kind && name_of(c) == name; });
  return at == table.constraints.end() ? nullptr : &*at;
}

bool is_partition(const Table& table) { return option(table.options, "partition_bound") != nullptr; }

const PrimaryKey* primary_key(const Table& table) {
  for (const auto& constraint : table.constraints)
    if (const auto* key = std::get_if<PrimaryKey>(&constraint)) return key;
  return nullptr;
}

void sort_constraints(std::vector<Constraint>& constraints) {
  std::ranges::stable_sort(constraints, [](const Constraint& a, const Constraint& b) {
    if (a.index() != b.index()) return a.index() < b.index();
    return name_of(a) < name_of(b);
  });
}

Catalog sorted(Catalog catalog) {
  std::ranges::sort(catalog.schemas, {}, &Schema::name);
  std::ranges::sort(catalog.extensions, {}, &Extension::name);
  std::ranges::sort(catalog.enums, {}, &Enum::name);
  for_each_type_list(catalog, [](auto& types) {
    std::ranges::sort(types, {}, [](const auto& type) -> const QualifiedName& { return type.name; });
  });
  for (auto& domain : catalog.domains) std::ranges::stable_sort(domain.checks, {}, &DomainCheck::name);
  std::ranges::sort(catalog.sequences, {}, &Sequence::name);
  std::ranges::sort(catalog.tables, {}, &Table::name);
  for (auto& table : catalog.tables) sort_constraints(table.constraints);
  sort_unmodelled(catalog.unmodelled);
  std::ranges::sort(catalog.not_understood, [](const NotUnderstoodObject& a, const NotUnderstoodObject& b) {
    if (a.is_index() != b.is_index()) return a.is_index();
    return std::tie(a.table, a.name) < std::tie(b.table, b.name);
  });
  return catalog;
}

Table* find_table(Catalog& catalog, const QualifiedName& name) {
  const auto at = std::ranges::lower_bound(catalog.tables, name, {}, &Table::name);
  return at == catalog.tables.end() || at->name != name ? nullptr : &*at;
}

const Table* find_table(const Catalog& catalog, const QualifiedName& name) {
  return find_table(const_cast<Catalog&>(catalog), name);
}

}  // namespace tenon
