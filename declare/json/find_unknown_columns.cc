// Checks the expressions of the draft for columns that do not exist; the output is faults.

#include "declare/json/passes.h"
#include "declare/unknown_columns.h"

namespace tenon {

namespace {

void find_in_table(const DraftTable& table, Faults& faults) {
  std::vector<std::string> names;
  for (const Column& column : table.table.columns) names.push_back(column.name.text);
  UnknownColumns unknown(table.table.name, std::move(names), faults);
  for (const Column& column : table.table.columns)
    if (*column.source != *table.table.source) unknown.find_in(column);
  for (const DraftConstraint& each : table.constraints) unknown.find_in(each.constraint);
}

}  // namespace

void find_unknown_columns(const SchemaDraft& draft, Faults& faults) {
  for (const DraftTable& table : draft.tables) find_in_table(table, faults);
  for (const Domain& domain : draft.domains) UnknownColumns(domain, faults).find_in(domain);
}

}  // namespace tenon
