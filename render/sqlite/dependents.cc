// Writes the statements that prove that views and triggers still compile.

#include "render/sqlite/dependents.h"

#include "sql/quote.h"

namespace tenon {

std::string sqlite_probe_table(const std::string& helper_prefix) { return helper_prefix + "_compiles"; }

std::vector<std::string> sqlite_compiling_everything(const std::string& helper_prefix) {
  const std::string made = quoted(helper_prefix + "_compiled", kSqlite);
  return {"CREATE TABLE " + made + " (x)",
          "ALTER TABLE " + made + " RENAME TO " + quoted(sqlite_probe_table(helper_prefix), kSqlite)};
}

std::vector<std::string> sqlite_dependents_proof(const Plan& plan) {
  if (plan.dependents.probes.empty()) return {};
  std::vector<std::string> all;
  if (plan.dependents.every_dependent) {
    all.emplace_back("PRAGMA legacy_alter_table = OFF");
    for (std::string& one : sqlite_compiling_everything(plan.helper_prefix)) all.push_back(std::move(one));
    all.push_back("DROP TABLE " + quoted(sqlite_probe_table(plan.helper_prefix), kSqlite));
  }
  for (const CompileProbe& probe : plan.dependents.probes) all.push_back(probe.statement);
  return all;
}

}  // namespace tenon
