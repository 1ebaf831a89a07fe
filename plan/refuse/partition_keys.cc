#include "plan/refuse/partition_keys.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "model/dialect.h"
#include "model/error.h"
#include "plan/lookup/identifiers.h"
#include "plan/transition/recreated_types.h"

namespace tenon {

namespace {

/// What stands behind the strategy: `(a, lower(b))`; empty where there is no key.
std::string_view key_elements(const Table& table) {
  const std::string* key = option(table.options, "partition_by");
  if (!key) return {};
  const std::size_t open = key->find('(');
  return open == std::string::npos ? std::string_view(*key) : std::string_view(*key).substr(open);
}

bool is_in_key(const Table& table, const Name& column) {
  return references_column(key_elements(table), column, kPostgresql);
}

/// The types that the keys of the tables that stay are made of.
std::vector<DependencyKey> types_under_keys(const Transitions& transitions, const Catalog& before,
                                            const TypeNames& types) {
  std::vector<DependencyKey> all;
  for (const auto& table : before.tables) {
    const TableTransition* transition = transitions.table(table.name);
    if (transition && !transition->after) continue;
    for (const auto& column : table.columns)
      if (is_in_key(table, column.name))
        for (DependencyKey& dependency : type_closure(column.type, before, types))
          all.push_back(std::move(dependency));
  }
  return all;
}

}  // namespace

void keep_labels_under_keys(Transitions& transitions, const Catalog& before, const TypeNames& types) {
  const bool any =
      std::ranges::any_of(transitions.enums, [](const auto& one) { return one.second.replaced(); });
  if (!any) return;
  const std::vector<DependencyKey> leant_on = types_under_keys(transitions, before, types);
  for (auto& [name, transition] : transitions.enums)
    transition.keeps_labels =
        transition.replaced() && std::ranges::find(leant_on, type_dependency(name)) != leant_on.end();
}

void refuse_changed_keys(const Transitions& transitions) {
  for (const auto& [name, table] : transitions.tables) {
    if (!table.kept()) continue;
    for (const auto& [column, transition] : table.columns) {
      if (!transition.before || !is_in_key(*table.before, column)) continue;
      if (!transition.is_dropped() && !transition.retyped() && !transition.recast) continue;
      throw Error(Fault::kUnsupported,
                  "column " + column.text + " of table " + shown(name) +
                      " is part of its partition key and cannot be dropped or get another type, nor can its "
                      "type be made anew; make a table that is partitioned as it is to be, move the rows "
                      "there, and drop this one");
    }
  }
}

}  // namespace tenon
