#include "declare/resolved.h"
#include "declare/sql_table.h"
#include "declare/unknown_columns.h"

namespace tenon {

namespace {

std::vector<std::string> words_of(const auto& columns, const auto& column_of) {
  std::vector<std::string> words;
  for (const auto& each : columns) words.push_back(column_of(each).name.text);
  return words;
}

void find_in_table(const DraftTable& table, Faults& faults) {
  const auto own = [](const Column& column) -> const Column& { return column; };
  UnknownColumns unknown(table.table.name, words_of(table.table.columns, own), faults);
  for (const Column& column : table.table.columns)
    if (*column.source != *table.table.source) unknown.find_in(column);
  for (const DraftConstraint& each : table.constraints) unknown.find_in(each.constraint);
}

void find_in_table(const SqlTable& table, Faults& faults) {
  const auto own = [](const SqlColumn& each) -> const Column& { return each.column; };
  UnknownColumns unknown(table.table.name, words_of(table.columns, own), faults);
  for (const SqlColumn& each : table.columns)
    if (each.local) unknown.find_in(each.column);
  for (const SqlConstraint& each : table.constraints)
    if (each.local) unknown.find_in(each.constraint);
}

}  // namespace

void find_unknown_columns(const SchemaDraft& draft, Faults& faults) {
  for (const DraftTable& table : draft.tables) find_in_table(table, faults);
  for (const Domain& domain : draft.domains) UnknownColumns(domain, faults).find_in(domain);
}

void find_unknown_columns(const SqlWorld& world, Faults& faults) {
  for (const auto& [name, table] : world.tables) find_in_table(table, faults);
  for (const auto& [name, type] : world.types)
    if (type.kind == SqlTypeKind::kDomain) UnknownColumns(type.domain, faults).find_in(type.domain);
}

}  // namespace tenon
