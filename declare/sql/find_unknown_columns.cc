// Checks the expressions of the simulated catalog for columns that do not exist; the output is faults.

#include "declare/sql/simulated_catalog.h"
#include "declare/unknown_columns.h"

namespace tenon {

namespace {

void find_in_table(const SqlTable& table, Faults& faults) {
  std::vector<std::string> names;
  for (const SqlColumn& each : table.columns) names.push_back(each.column.name.text);
  UnknownColumns unknown(table.table.name, std::move(names), faults);
  for (const SqlColumn& each : table.columns)
    if (each.local) unknown.find_in(each.column);
  for (const SqlConstraint& each : table.constraints)
    if (each.local) unknown.find_in(each.constraint);
}

}  // namespace

void find_unknown_columns(const SimulatedCatalog& simulated, const std::set<std::string>& failed,
                          Faults& faults) {
  for (const auto& [name, table] : simulated.tables)
    if (!failed.contains(name.name.key)) find_in_table(table, faults);
  for (const auto& [name, type] : simulated.types)
    if (type.kind == SqlTypeKind::kDomain) UnknownColumns(type.domain, faults).find_in(type.domain);
}

}  // namespace tenon
