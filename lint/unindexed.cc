// Rule TN105, about foreign keys without an index; input a Scope, output findings.

#include <algorithm>
#include <set>

#include "lint/paths.h"
#include "model/dialect.h"
#include "sql/quote.h"

namespace tenon {

namespace {

std::string lowered(std::string_view text) {
  std::string made;
  for (const char c : text)
    if (c != '(' && c != ')' && c != '"') made += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return made;
}

/// A predicate `a IS NOT NULL` excludes only rows without a reference, which no check of the foreign key
/// looks up.
bool leaves_out_nulls_only(const AccessPath& path, const std::vector<Name>& columns) {
  if (!path.where || !path.where->has_value()) return true;
  const std::string text = lowered((*path.where)->text);
  return std::ranges::any_of(columns,
                             [&](const Name& name) { return text == lowered(name.text) + " is not null"; });
}

bool leads_with(const AccessPath& path, const std::vector<Name>& columns) {
  const bool by_hash = path.method.text == "hash" && columns.size() == 1;
  if ((!path.sorted && !by_hash) || path.elements.size() < columns.size()) return false;
  std::multiset<Name> wanted(columns.begin(), columns.end());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto* name = std::get_if<Name>(&path.elements[i].what);
    if (!name || !path.elements[i].collation.empty()) return false;
    const auto at = wanted.find(*name);
    if (at == wanted.end()) return false;
    wanted.erase(at);
  }
  return leaves_out_nulls_only(path, columns);
}

/// Tells whether the table, or each of its partitions, has such an index.
bool is_indexed(const Scope& scope, const Table& table, const std::vector<Name>& columns) {
  if (std::ranges::any_of(access_paths(table, scope.dialect()),
                          [&](const AccessPath& path) { return leads_with(path, columns); }))
    return true;
  const auto parts = scope.partitions(table);
  return !parts.empty() &&
         std::ranges::all_of(parts, [&](const Table* part) { return is_indexed(scope, *part, columns); });
}

bool is_taken(const Catalog& catalog, const Name& name) {
  return std::ranges::any_of(catalog.tables, [&](const Table& table) {
    return table.name.name == name || std::ranges::any_of(table.constraints, [&](const Constraint& one) {
             return std::holds_alternative<Index>(one) && name_of(one) == name;
           });
  });
}

/// Returns an unused index name, for a database that does not choose names itself.
std::string index_name(const Scope& scope, const Child& child) {
  std::string stem = child.table->name.name.text;
  for (const Name& column : child.key->columns) stem += "_" + column.text;
  stem += "_idx";
  Name name = scope.dialect().name_of(stem);
  for (int number = 1; is_taken(scope.catalog(), name); ++number)
    name = scope.dialect().name_of(stem + std::to_string(number));
  return quoted(name) + " ";
}

std::string create_index(const Scope& scope, const Child& child) {
  return "CREATE INDEX " + (scope.dialect().names_constraints ? std::string() : index_name(scope, child)) +
         "ON " + quoted(child.table->name) + " (" + listed_sql(child.key->columns) + ")";
}

}  // namespace

void check_unindexed(const Scope& scope, LintFindings& findings) {
  std::set<std::pair<QualifiedName, std::vector<Name>>> told;
  for (const Child& child : scope.foreign_keys()) {
    if (is_indexed(scope, *child.table, child.key->columns)) continue;
    std::vector<Name> columns = child.key->columns;
    std::ranges::sort(columns);
    if (!told.emplace(child.table->name, std::move(columns)).second) continue;
    findings.add("TN105", child, "no index leads with " + listed(child.key->columns),
                 create_index(scope, child));
  }
}

}  // namespace tenon
