// Builds a Catalog from query rows, with lookups by oid.

#include "reflect/postgresql/catalog_builder.h"

#include <utility>

namespace tenon {

Table* CatalogDraft::table(Oid oid) {
  const auto at = tables.find(oid);
  return at == tables.end() ? nullptr : &catalog.tables[at->second];
}

Column* CatalogDraft::column(const ColumnNumber& number) {
  const auto at = columns.find(number);
  Table* its = table(number.table);
  return at == columns.end() || its == nullptr ? nullptr : &its->columns[at->second];
}

Constraint* CatalogDraft::index(Oid oid) {
  const auto at = indexes.find(oid);
  return at == indexes.end() ? nullptr : &catalog.tables[at->second.table].constraints[at->second.constraint];
}

std::vector<Name> CatalogDraft::names(Oid table, const std::vector<int>& numbers) const {
  std::vector<Name> all;
  for (const int number : numbers)
    if (const auto at = column_names.find({table, number}); at != column_names.end())
      all.push_back(at->second);
  return all;
}

void CatalogDraft::add(Oid oid, Constraint constraint, bool is_inherited) {
  Table* its = table(oid);
  if (its == nullptr) return;
  if (is_inherited) inherited[tables[oid]].insert(its->constraints.size());
  its->constraints.push_back(std::move(constraint));
}

void CatalogDraft::add_indexed(Oid oid, Oid index, Constraint constraint, bool is_inherited) {
  if (const Table* its = table(oid)) indexes[index] = {tables[oid], its->constraints.size()};
  add(oid, std::move(constraint), is_inherited);
}

Catalog CatalogDraft::taken() {
  for (const auto& [position, places] : inherited) {
    Table& table = catalog.tables[position];
    std::vector<Constraint> own;
    for (std::size_t i = 0; i < table.constraints.size(); ++i)
      (places.contains(i) ? *table.inherited_constraints : own).push_back(std::move(table.constraints[i]));
    table.constraints = std::move(own);
  }
  return std::move(catalog);
}

}  // namespace tenon
