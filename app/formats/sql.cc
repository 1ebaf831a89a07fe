// The format `sql`: scripts that lead from the actual side to the declared one, or that make a catalog.

#include <map>

#include "app/format.h"
#include "model/emptiness.h"
#include "model/pluralize.h"
#include "model/unmodelled.h"
#include "render/report/failure.h"
#include "render/sql_script.h"

namespace tenon {

namespace {

/// Returns the remark on unmodelled objects in a script; empty if there are none but settings of a file,
/// which no schema lists.
std::string left_out(const Catalog& catalog) {
  std::map<std::string, std::size_t> counts;
  for (const UnmodelledObject& other : all_unmodelled(catalog))
    if (role_of(other) != UnmodelledRole::kFileSetting) ++counts[other.kind];
  std::string all;
  for (const auto& [kind, count] : counts) all += (all.empty() ? "" : ", ") + pluralize(count, kind);
  return all.empty() ? "" : std::string(kLeavesOutUnmodelled) + ": " + all + "\n";
}

std::string upgrade_sql(const ComparisonResult& comparison, const Presentation&) {
  return sql_script(in_online_forms(unbroken(proved(migration(comparison), comparison)), comparison).up);
}

std::string inspection_sql(const Inspection& inspection, const Presentation&) {
  const std::string nothing = holds_nothing(inspection.catalog) ? std::string(kDeclaresNothing) + "\n" : "";
  return nothing + left_out(inspection.catalog) + sql_script(creation(inspection));
}

}  // namespace

Format sql_format() {
  return {.name = "sql",
          .extension = ".sql",
          .failure = &failure_sql,
          .difference = {&upgrade_sql, "the upgrade as a script"},
          .verdict = {&upgrade_sql, "the script that would fix it"},
          .inspection = {&inspection_sql}};
}

}  // namespace tenon
