// Rule TN105, about foreign keys without an index; input a Scope, output findings.

#include <algorithm>
#include <set>

#include "lint/paths.h"
#include "lint/rules.h"
#include "model/dialect.h"
#include "sql/quote.h"

namespace tenon {

namespace {

std::string lowered(std::string_view text, char quote) {
  std::string made;
  for (const char c : text)
    if (c != '(' && c != ')' && c != quote)
      made += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return made;
}

/// A predicate `a IS NOT NULL` excludes only rows without a reference, which no check of the foreign key
/// looks up.
bool leaves_out_nulls_only(const AccessPath& path, const std::vector<Name>& columns, const Dialect& dialect) {
  if (!path.where || !path.where->has_value()) return true;
  const char quote = dialect.lexis.quote();
  const std::string text = lowered((*path.where)->text, quote);
  return std::ranges::any_of(
      columns, [&](const Name& name) { return text == lowered(name.text, quote) + " is not null"; });
}

/// Tells whether the database can look up values in the path by its leading columns.
bool finds_equals(const AccessPath& path) {
  return path.sorted || (path.method.text == "hash" && path.elements.size() == 1);
}

/// Returns how many of the leading columns of the path are columns of the foreign key.
std::size_t leading(const AccessPath& path, const std::vector<Name>& columns) {
  std::multiset<Name> wanted(columns.begin(), columns.end());
  std::size_t count = 0;
  for (; count < path.elements.size(); ++count) {
    const auto* name = std::get_if<Name>(&path.elements[count].what);
    const auto at = name && path.elements[count].collation.empty() ? wanted.find(*name) : wanted.end();
    if (at == wanted.end()) break;
    wanted.erase(at);
  }
  return count;
}

/// Tells whether the path finds the rows that refer to one row of the parent: by all columns of the foreign
/// key, or by some that are unique.
bool leads_with(const AccessPath& path, const std::vector<Name>& columns, const Dialect& dialect) {
  if (!finds_equals(path)) return false;
  const std::size_t count = leading(path, columns);
  const bool is_unique = path.unique && count == path.elements.size();
  return (count == columns.size() || is_unique) && leaves_out_nulls_only(path, columns, dialect);
}

/// Tells whether the table, or each of its partitions, has such an index.
bool is_indexed(const Scope& scope, const Table& table, const std::vector<Name>& columns) {
  if (std::ranges::any_of(access_paths(table, scope.dialect()),
                          [&](const AccessPath& path) { return leads_with(path, columns, scope.dialect()); }))
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
  return quoted(name, scope.dialect()) + " ";
}

std::string create_index(const Scope& scope, const Child& child) {
  return "CREATE INDEX " +
         (scope.dialect().index_names_can_be_left_out ? std::string() : index_name(scope, child)) + "ON " +
         quoted(child.table->name, scope.dialect()) + " (" + quoted(child.key->columns, scope.dialect()) +
         ")";
}

bool holds_column(const AccessPath& path, const std::vector<Name>& columns) {
  return std::ranges::any_of(path.elements, [&](const IndexElement& element) {
    const auto* name = std::get_if<Name>(&element.what);
    return name && std::ranges::find(columns, *name) != columns.end();
  });
}

/// Returns what the indexes that the table has do for the lookup; empty: nothing.
std::string near_miss(const Scope& scope, const Table& table, const std::vector<Name>& columns) {
  const std::vector<AccessPath> paths = access_paths(table, scope.dialect());
  const AccessPath* best = nullptr;
  for (const AccessPath& path : paths)
    if (finds_equals(path) && leaves_out_nulls_only(path, columns, scope.dialect()) &&
        leading(path, columns) > 0 && (!best || leading(path, columns) > leading(*best, columns)))
      best = &path;
  if (best) {
    std::vector<Name> found;
    for (std::size_t i = 0; i < leading(*best, columns); ++i)
      found.push_back(std::get<Name>(best->elements[i].what));
    return describe(*best) + " finds all rows with the same " + column_list(found) +
           ", and these are searched";
  }
  for (const AccessPath& path : paths) {
    if (!holds_column(path, columns)) continue;
    if (!leaves_out_nulls_only(path, columns, scope.dialect()))
      return describe(path) + " has only the rows where " + (*path.where)->text;
    if (!finds_equals(path)) return describe(path) + " (" + path.method.text + ") may not find single values";
  }
  return "";
}

}  // namespace

void check_unindexed(const Scope& scope, LintFindings& findings) {
  std::set<std::pair<QualifiedName, std::vector<Name>>> told;
  for (const Child& child : scope.foreign_keys()) {
    if (is_indexed(scope, *child.table, child.key->columns)) continue;
    std::vector<Name> columns = child.key->columns;
    std::ranges::sort(columns);
    if (!told.emplace(child.table->name, std::move(columns)).second) continue;
    const std::string near = near_miss(scope, *child.table, child.key->columns);
    findings.add("TN105", child,
                 "no index leads with " + column_list(child.key->columns) + (near.empty() ? "" : "; " + near),
                 create_index(scope, child));
  }
}

}  // namespace tenon
