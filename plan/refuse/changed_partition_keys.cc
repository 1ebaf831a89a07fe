// Finds columns of partition keys that would change.
#include "plan/refuse/changed_partition_keys.h"

#include <string>

#include "model/error.h"
#include "plan/transition/partition_keys.h"

namespace tenon {

namespace {

std::string partitioning(const Table& table) {
  const std::string* key = option(table.options, "partition_by");
  return key ? *key : "";
}

}  // namespace

void require_unchanged_partition_keys(const Transitions& transitions, const PlanInputs& inputs) {
  for (const auto& [name, table] : transitions.tables) {
    if (!table.kept()) continue;
    if (partitioning(*table.before) != partitioning(*table.after))
      throw Error(
          Fault::kUnsupported,
          "table " + to_string(name) +
              " differs in partition_by, which cannot be changed in place; move its rows to a new table");
    for (const auto& [column, transition] : table.columns) {
      if (!transition.before || !is_in_partition_key(*table.before, column, inputs.dialect())) continue;
      if (!transition.is_dropped() && !transition.retyped() && !transition.recast) continue;
      throw Error(Fault::kUnsupported,
                  "column " + column.text + " of table " + to_string(name) +
                      " is part of its partition key and cannot be dropped or get another type, nor can its "
                      "type be recreated; create a new table with the wanted partition key, move the rows "
                      "there, and drop this one");
    }
  }
}

}  // namespace tenon
