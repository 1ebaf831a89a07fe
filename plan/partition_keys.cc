#include "plan/partition_keys.h"

#include <algorithm>
#include <string_view>

#include "model/dialect.h"
#include "model/error.h"
#include "plan/mention.h"
#include "plan/moved_types.h"

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

/// Adds the types that a type is made of, itself included.
void append_all_made(std::vector<Thing>& to, const Catalog& catalog, const TypeNames& types,
                     const Type& type) {
  append_made(to, types, type);
  for (std::size_t next = 0; next < to.size(); ++next)
    for_each_type_list(catalog, [&](const auto& list) {
      for (const auto& each : list) {
        if (type_thing(each.name) != to[next]) continue;
        for (const Thing& thing : leaning(UserType(each), types))
          if (std::ranges::find(to, thing) == to.end()) to.push_back(thing);
      }
    });
}

/// The types that the keys of the tables that stay are made of.
std::vector<Thing> types_under_keys(const Fates& fates, const Catalog& actual, const TypeNames& types) {
  std::vector<Thing> all;
  for (const auto& table : actual.tables) {
    const TableFate* fate = fates.table(table.name);
    if (fate && !fate->declared) continue;
    for (const auto& column : table.columns)
      if (is_in_key(table, column.name)) append_all_made(all, actual, types, column.type);
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
                      " is part of its partition key: PostgreSQL neither drops it nor gives it another "
                      "type, nor makes its type anew; make a table that is partitioned as it is to be, "
                      "move the rows there, and drop this one");
    }
  }
}

}  // namespace tenon
