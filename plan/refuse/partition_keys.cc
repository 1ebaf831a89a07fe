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
  return mentions_column(key_elements(table), column, kPostgresql);
}

/// The types that the keys of the tables that stay are made of.
std::vector<Thing> types_under_keys(const Fates& fates, const Catalog& actual, const TypeNames& types) {
  std::vector<Thing> all;
  for (const auto& table : actual.tables) {
    const TableFate* fate = fates.table(table.name);
    if (fate && !fate->declared) continue;
    for (const auto& column : table.columns)
      if (is_in_key(table, column.name))
        for (Thing& thing : made_of(column.type, actual, types)) all.push_back(std::move(thing));
  }
  return all;
}

}  // namespace

void keep_labels_under_keys(Fates& fates, const Catalog& actual, const TypeNames& types) {
  const bool any = std::ranges::any_of(fates.enums, [](const auto& one) { return one.second.replaced(); });
  if (!any) return;
  const std::vector<Thing> leant_on = types_under_keys(fates, actual, types);
  for (auto& [name, fate] : fates.enums)
    fate.keeps_labels = fate.replaced() && std::ranges::find(leant_on, type_thing(name)) != leant_on.end();
}

void refuse_changed_keys(const Fates& fates) {
  for (const auto& [name, table] : fates.tables) {
    if (!table.kept()) continue;
    for (const auto& [column, fate] : table.columns) {
      if (!fate.actual || !is_in_key(*table.actual, column)) continue;
      if (!fate.goes() && !fate.retyped() && !fate.recast) continue;
      throw Error(Fault::kUnsupported,
                  "column " + column.text + " of table " + shown(name) +
                      " is part of its partition key and cannot be dropped or get another type, nor can its "
                      "type be made anew; make a table that is partitioned as it is to be, move the rows "
                      "there, and drop this one");
    }
  }
}

}  // namespace tenon
