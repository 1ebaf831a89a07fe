#include "reflect/postgres_draft.h"

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

void CatalogDraft::add(Oid oid, Constraint constraint) {
  if (Table* its = table(oid)) its->constraints.push_back(std::move(constraint));
}

void CatalogDraft::add_indexed(Oid oid, Oid index, Constraint constraint) {
  Table* its = table(oid);
  if (its == nullptr) return;
  indexes[index] = {tables[oid], its->constraints.size()};
  its->constraints.push_back(std::move(constraint));
}

}  // namespace tenon
