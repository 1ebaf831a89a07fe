// Finds partition keys, and keeps the labels of enums under them in the downgrade.
#include "plan/transition/partition_keys.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "model/dialect.h"
#include "plan/lookup/identifiers.h"
#include "plan/transition/recreated_types.h"

namespace tenon {

namespace {

/// Returns the elements of a partition key: `(a, lower(b))`; empty where the table has none.
std::string_view key_elements(const Table& table) {
  const std::string* key = option(table.options, "partition_by");
  if (!key) return {};
  const std::size_t open = key->find('(');
  return open == std::string::npos ? std::string_view(*key) : std::string_view(*key).substr(open);
}

/// Returns the types of the columns in the partition keys of the tables that stay, with all that those types
/// are made of.
std::vector<DependencyKey> types_under_keys(const Transitions& transitions, const PlanInputs& inputs) {
  std::vector<DependencyKey> all;
  for (const auto& table : inputs.before.tables) {
    const TableTransition* transition = transitions.table(table.name);
    if (transition && !transition->after) continue;
    for (const auto& column : table.columns)
      if (is_in_partition_key(table, column.name, inputs.dialect()))
        for (DependencyKey& type : type_closure(column.type, inputs.before, inputs.types))
          all.push_back(std::move(type));
  }
  return all;
}

}  // namespace

bool is_in_partition_key(const Table& table, const Name& column, const Dialect& dialect) {
  return references_column(key_elements(table), column, dialect);
}

Transitions keep_partition_key_labels(Transitions transitions, const PlanInputs& inputs) {
  if (inputs.direction == Direction::kUp) return transitions;
  const bool any =
      std::ranges::any_of(transitions.enums, [](const auto& one) { return one.second.replaced(); });
  if (!any) return transitions;
  const std::vector<DependencyKey> under_keys = types_under_keys(transitions, inputs);
  for (auto& [name, type] : transitions.enums)
    if (type.replaced())
      type.keeps_labels = std::ranges::find(under_keys, type_dependency(name)) != under_keys.end();
  return transitions;
}

}  // namespace tenon
