#include "plan/refuse/row_types.h"

#include <algorithm>
#include <map>
#include <string>

#include "model/dialect.h"
#include "model/error.h"
#include "plan/transition/recreated_types.h"

namespace tenon {

namespace {

/// Whether a type is a domain that looks at its values, or one over such a one.
bool is_checked(const Type& type, const Catalog& catalog, const TypeNames& types) {
  const std::vector<Thing> parts = made_of(type, catalog, types);
  return std::ranges::any_of(catalog.domains, [&](const Domain& domain) {
    return (!domain.nullable || domain.default_value || !domain.checks.empty()) &&
           std::ranges::find(parts, type_thing(domain.name)) != parts.end();
  });
}

/// What the rows are rewritten for; empty: they are not.
std::string rewritten_for(const TableFate& table, const Catalog& declared, const TypeNames& types) {
  const auto* was_unlogged = option(table.actual->options, "unlogged");
  const auto* is_unlogged = option(table.declared->options, "unlogged");
  if (!was_unlogged != !is_unlogged) return "logging";
  for (const auto& [name, fate] : table.columns) {
    const bool is_new = fate.declared && (!fate.actual || fate.replaced);
    if (fate.retyped() || fate.recast) return "column " + name.text;
    if (!is_new) continue;
    const Column& column = *fate.declared;
    if (column.default_value || column.identity || column.generated ||
        is_checked(column.type, declared, types))
      return "column " + name.text;
  }
  return "";
}

/// For each table whose rows a column holds, and goes on holding, that column.
std::map<Thing, std::string> holders_of_rows(const Fates& fates, const Catalog& actual,
                                             const TypeNames& types) {
  std::map<Thing, std::string> holders;
  for (const auto& table : actual.tables)
    for (const auto& column : table.columns) {
      if (fates.goes({table.name, column.name})) continue;
      for (const Thing& part : made_of(column.type, actual, types))
        holders.emplace(part, shown(table.name) + "." + column.name.text);
    }
  return holders;
}

}  // namespace

void refuse_rewritten_rows(const Fates& fates, const Catalog& actual, const Catalog& declared,
                           const TypeNames& types) {
  if (!actual.dialect->has_enums) return;
  const auto holders = holders_of_rows(fates, actual, types);
  for (const auto& [name, table] : fates.tables) {
    const auto holder = holders.find(table_thing(name));
    if (!table.kept() || holder == holders.end()) continue;
    const std::string reason = rewritten_for(table, declared, types);
    if (reason.empty()) continue;
    throw Error(Fault::kUnsupported,
                reason + " of table " + shown(name) + " cannot change: column " + holder->second +
                    " holds rows of the table, and PostgreSQL rewrites no such table; move these values to "
                    "another type first, in a migration of its own");
  }
}

}  // namespace tenon
