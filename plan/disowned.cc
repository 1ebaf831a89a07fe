#include "plan/disowned.h"

#include <algorithm>
#include <utility>

#include "model/inheritance.h"

namespace tenon {

namespace {

/// A change of nothing but whose the column is, to what no statement brings about.
bool disowns(const Altered& change, const Catalog& declared) {
  const auto* from = std::get_if<Column>(&change.actual);
  const auto* to = std::get_if<Column>(&change.declared);
  if (!from || !to || to->inheritance != Inheritance::kInherited) return false;
  if (from->inheritance == Inheritance::kInherited || change.attributes.size() != 1) return false;
  const Table* home = find_table(declared, change.key.table_name());
  return home && !is_partition(*home);
}

void merge_columns(Table& table, const std::vector<ColumnName>& stay_own) {
  for (Column& column : table.columns)
    if (std::ranges::find(stay_own, ColumnName{table.name, column.name}) != stay_own.end())
      column.inheritance = Inheritance::kMerged;
}

}  // namespace

Reachable without_disowning(std::vector<Change> changes, const Catalog& declared) {
  Reachable made{std::move(changes), std::nullopt, {}};
  for (Change& change : made.changes) {
    auto* altered = std::get_if<Altered>(&change);
    if (!altered || !disowns(*altered, declared)) continue;
    std::get<Column>(altered->declared).inheritance = Inheritance::kMerged;
    made.stay_own.push_back({altered->key.table_name(), altered->key.name});
  }
  if (made.stay_own.empty()) return made;
  made.declared = declared;
  for (Table& table : made.declared->tables) merge_columns(table, made.stay_own);
  for (Change& change : made.changes)
    if (auto* altered = std::get_if<Altered>(&change))
      if (auto* table = std::get_if<Table>(&altered->declared)) merge_columns(*table, made.stay_own);
  return made;
}

void note_stays(Plan& plan, const std::vector<ColumnName>& stay_own) {
  std::vector<ColumnName> left = stay_own;
  for (Step& step : plan.steps)
    for (Op& op : step.ops)
      if (auto* attach = std::get_if<AttachTable>(&op))
        std::erase_if(left, [&](const ColumnName& column) {
          if (column.table != attach->table.name) return false;
          attach->stay_own.push_back(column.column);
          return true;
        });
}

}  // namespace tenon
