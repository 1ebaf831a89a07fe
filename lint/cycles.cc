// Rule TN107, about cycles of foreign keys in which no first row can be inserted; input a Scope, output
// findings.

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "lint/rules.h"
#include "lint/scope.h"
#include "model/dialect.h"

namespace tenon {

namespace {

/// Tells whether a row requires an existing parent row: every column is NOT NULL, and the check is not
/// deferred.
bool binds(const Scope& scope, const Child& child) {
  const ForeignKey& key = *child.key;
  const bool waits =
      scope.dialect().defers_on_command ? key.deferrable : key.deferrable && key.initially_deferred;
  if (waits || key.referred_table == child.table->name) return false;  // a row may refer to itself
  return std::ranges::all_of(key.columns, [&](const Name& name) {
    const Column* column = find_column(*child.table, name);
    return column && !scope.takes_null(*column);
  });
}

using Edges = std::map<QualifiedName, std::vector<Child>>;

/// Returns the shortest cycle through a table; empty if there is none.
std::vector<Child> cycle_through(const Edges& edges, const QualifiedName& start) {
  std::map<QualifiedName, std::vector<Child>> ways{{start, {}}};
  std::vector<QualifiedName> open{start};
  for (std::size_t i = 0; i < open.size(); ++i) {
    const auto out = edges.find(open[i]);
    if (out == edges.end()) continue;
    const std::vector<Child> way = ways[open[i]];
    for (const Child& child : out->second) {
      std::vector<Child> longer = way;
      longer.push_back(child);
      const QualifiedName& to = child.key->referred_table;
      if (to == start) return longer;
      if (ways.emplace(to, std::move(longer)).second) open.push_back(to);
    }
  }
  return {};
}

std::string describe(const std::vector<Child>& cycle) {
  std::string text;
  for (const Child& child : cycle)
    text += to_string(child.table->name) + " requires a row of " + to_string(child.key->referred_table) +
            " (" + child.key->name.text + "), ";
  text.resize(text.size() - 2);
  return text;
}

}  // namespace

void check_cycles(const Scope& scope, LintFindings& findings) {
  Edges edges;
  for (const Child& child : scope.foreign_keys())
    if (binds(scope, child)) edges[child.table->name].push_back(child);
  std::set<QualifiedName> told_of;
  for (const auto& [table, out] : edges) {
    if (told_of.contains(table)) continue;
    const std::vector<Child> cycle = cycle_through(edges, table);
    if (cycle.empty()) continue;
    for (const Child& child : cycle) told_of.insert(child.table->name);
    findings.add("TN107", cycle.front(), describe(cycle),
                 scope.dialect().defers_on_command
                     ? "DEFERRABLE on one of them, or a nullable column in one of them"
                     : "DEFERRABLE INITIALLY DEFERRED on one of them, or a nullable column in one of them");
  }
}

}  // namespace tenon
