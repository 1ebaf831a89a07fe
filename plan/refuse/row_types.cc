// Finds tables that would be rewritten while their rows are values of a column.
#include "plan/refuse/row_types.h"

#include <algorithm>
#include <map>
#include <string>

#include "model/dialect.h"
#include "model/error.h"
#include "plan/transition/recreated_types.h"

namespace tenon {

namespace {

/// Returns whether a type is, or contains, a domain that constrains its values.
bool is_checked(const Type& type, const Catalog& catalog, const TypeNames& types) {
  const std::vector<DependencyKey> parts = type_closure(type, catalog, types);
  return std::ranges::any_of(catalog.domains, [&](const Domain& domain) {
    return (!domain.nullable || domain.default_value || !domain.checks.empty()) &&
           std::ranges::find(parts, type_dependency(domain.name)) != parts.end();
  });
}

/// Returns what a table is rewritten for, in words for the message; empty where it is not rewritten.
std::string rewritten_for(const TableTransition& table, const Catalog& after, const TypeNames& types) {
  const auto* was_unlogged = option(table.before->options, "unlogged");
  const auto* is_unlogged = option(table.after->options, "unlogged");
  if (!was_unlogged != !is_unlogged) return "logging";
  for (const auto& [name, transition] : table.columns) {
    const bool is_new = transition.after && (!transition.before || transition.replaced);
    if (transition.retyped() || transition.recast) return "column " + name.text;
    if (!is_new) continue;
    const Column& column = *transition.after;
    if (column.default_value || column.identity || column.generated || is_checked(column.type, after, types))
      return "column " + name.text;
  }
  return "";
}

/// For each row type, a column that has it before and after.
std::map<DependencyKey, std::string> holders_of_rows(const Transitions& transitions, const Catalog& before,
                                                     const TypeNames& types) {
  std::map<DependencyKey, std::string> holders;
  for (const auto& table : before.tables)
    for (const auto& column : table.columns) {
      if (transitions.is_dropped({table.name, column.name})) continue;
      for (const DependencyKey& part : type_closure(column.type, before, types))
        holders.emplace(part, to_string(table.name) + "." + column.name.text);
    }
  return holders;
}

}  // namespace

void require_no_row_type_rewrites(const Transitions& transitions, const PlanInputs& inputs) {
  if (!inputs.dialect().has_row_types) return;
  const auto holders = holders_of_rows(transitions, inputs.before, inputs.types);
  for (const auto& [name, table] : transitions.tables) {
    const auto holder = holders.find(table_dependency(name));
    if (!table.kept() || holder == holders.end()) continue;
    const std::string reason = rewritten_for(table, inputs.after, inputs.types);
    if (reason.empty()) continue;
    throw Error(
        Fault::kUnsupported,
        reason + " of table " + to_string(name) + " cannot change: column " + holder->second +
            " holds rows of the table, and PostgreSQL cannot rewrite such a table; move these values to "
            "another type first, in a migration of its own");
  }
}

}  // namespace tenon
