// Rules TN205 and TN206, about nullable columns in unique constraints and primary keys; input a Scope, output
// findings.

#include <algorithm>

#include "lint/paths.h"
#include "lint/rules.h"
#include "model/dialect.h"

namespace tenon {

namespace {

bool names(const std::vector<Name>& columns, const Name& name) {
  return std::ranges::find(columns, name) != columns.end();
}

std::vector<Name> plain_columns(const AccessPath& path) {
  std::vector<Name> columns;
  for (const IndexElement& element : path.elements)
    if (const auto* name = std::get_if<Name>(&element.what)) columns.push_back(*name);
  return columns;
}

/// Tells whether another unique index prevents duplicate rows with NULL in the column: one over some of the
/// other columns, perhaps partial.
bool is_kept_by_another(const std::vector<AccessPath>& paths, const AccessPath& path, const Name& column) {
  const std::vector<Name> columns = plain_columns(path);
  return std::ranges::any_of(paths, [&](const AccessPath& other) {
    if (&other == &path || !other.unique || other.of == path.of) return false;
    const std::vector<Name> theirs = plain_columns(other);
    const bool has_expression = theirs.size() < other.elements.size();
    return (has_expression || !names(theirs, column)) &&
           std::ranges::all_of(theirs, [&](const Name& name) { return names(columns, name); });
  });
}

bool is_partial(const AccessPath& path) { return path.where && path.where->has_value(); }

}  // namespace

void check_nullable_uniques(const Scope& scope, LintFindings& findings) {
  for (const Table& table : scope.catalog().tables) {
    const auto paths = access_paths(table, scope.dialect());
    for (const AccessPath& path : paths) {
      const bool is_own =
          std::ranges::any_of(table.constraints, [&](const Constraint& c) { return &c == path.of; });
      if (!is_own || !path.unique || path.nulls_not_distinct || path.elements.size() < 2 ||
          is_partial(path) || std::holds_alternative<PrimaryKey>(*path.of))
        continue;
      std::vector<Name> nullable;
      const std::vector<Name> columns = plain_columns(path);
      for (const Name& name : columns)
        if (const Column* column = find_column(table, name);
            column && scope.takes_null(*column) && !is_kept_by_another(paths, path, name))
          nullable.push_back(name);
      // An expression is assumed to be nullable; if all elements are nullable, that is assumed to be
      // intended.
      const std::size_t expressions = path.elements.size() - columns.size();
      if (nullable.empty() || nullable.size() + expressions == path.elements.size()) continue;
      findings.add(
          "TN205", table, *path.of,
          "rows with the same " + column_list(columns) + (expressions > 0 ? " and expression" : "") +
              " can be inserted repeatedly if " + (nullable.size() > 1 ? "one of " : "") +
              column_list(nullable) + " is NULL",
          scope.dialect().has_nulls_not_distinct
              ? "NOT NULL, NULLS NOT DISTINCT (PostgreSQL 15), or a unique index over the other columns "
                "WHERE it is NULL"
              : "NOT NULL, or a unique index over the other columns WHERE it is NULL");
    }
  }
}

void check_nullable_primary_keys(const Scope& scope, LintFindings& findings) {
  if (scope.dialect().keys_refuse_null) return;
  for (const Table& table : scope.catalog().tables) {
    const PrimaryKey* key = primary_key(table);
    if (!key || option(table.options, "without_rowid")) continue;
    if (key->columns.size() == 1)
      if (const Column* column = find_column(table, key->columns.front());
          column && column->type.key == "integer" && !option(key->options, "order"))
        continue;  // an alias of the rowid: NULL requests the next number
    std::vector<Name> nullable;
    for (const Name& name : key->columns)
      if (const Column* column = find_column(table, name); column && scope.takes_null(*column))
        nullable.push_back(name);
    if (nullable.empty()) continue;
    findings.add("TN206", table, Constraint(*key),
                 "its " + column_list(nullable) + " may be NULL, in any number of rows",
                 "NOT NULL on " + column_list(nullable));
  }
}

}  // namespace tenon
