// Renames a column of the simulated catalog in its table and in everything that names it.

#include <algorithm>

#include "declare/sql/cascades.h"
#include "sql/renamed_column.h"

namespace tenon {

namespace {

template <class Use>
void for_each_foreign_key(SimulatedCatalog& catalog, const QualifiedName& referred, const Use& use) {
  for (auto& [name, table] : catalog.tables)
    for (SqlConstraint& each : table.constraints)
      if (auto* key = std::get_if<ForeignKey>(&each.constraint); key && key->referred_table == referred)
        use(*key);
}

}  // namespace

void rename_column(SimulatedCatalog& catalog, SqlTable& table, const Name& from, const Name& to) {
  const QualifiedName owner = table.table.name;
  SqlColumn* column = table.column(from);
  if (!column) return;
  column->column.name = to;
  for (SqlConstraint& each : table.constraints) rename_in(each.constraint, from, to);
  for (SqlColumn& each : table.columns)
    if (each.column.generated) rename_in(each.column.generated->sqltext, from, to);
  for (SqlPartitionPart& part : table.partition_key) {
    if (part.column == from) part.column = to;
    if (!part.expression.empty()) part.expression = renamed_in(part.expression, from, to);
  }
  for_each_foreign_key(catalog, owner,
                       [&](ForeignKey& key) { std::ranges::replace(key.referred_columns, from, to); });
  for (auto& [name, sequence] : catalog.sequences)
    if (sequence.owned_by && sequence.owned_by->table == owner && sequence.owned_by->column == from)
      sequence.owned_by->column = to;
  for (SqlTable* child : catalog.children(owner)) rename_column(catalog, *child, from, to);
}

}  // namespace tenon
