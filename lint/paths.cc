// Lists the access paths of a table: what its indexes and keys can look up.

#include "lint/paths.h"
#include "model/dialect.h"

#include "model/overloaded.h"

namespace tenon {

namespace {

std::vector<IndexElement> elements_of(const std::vector<Name>& columns) {
  std::vector<IndexElement> elements(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) elements[i].what = columns[i];
  return elements;
}

/// A key whose index has an order or collation other than its columns' is not examined.
bool is_plain(const Options& options) { return !option(options, "order") && !option(options, "collate"); }

std::optional<AccessPath> path_of(const Constraint& constraint, const Dialect& dialect) {
  AccessPath path;
  path.of = &constraint;
  path.method = Name(std::string(dialect.default_index_method));
  path.is_key = true;
  path.unique = true;
  const auto key = [&](const auto& c) -> std::optional<AccessPath> {
    if (!c.valid || !is_plain(c.options)) return std::nullopt;
    path.elements = elements_of(c.columns);
    path.include = c.include;
    return path;
  };
  return std::visit(Overloaded{
                        [&](const PrimaryKey& c) { return key(c); },
                        [&](const Unique& c) {
                          path.nulls_not_distinct = c.nulls_not_distinct;
                          return key(c);
                        },
                        [&](const Index& c) -> std::optional<AccessPath> {
                          if (!c.valid) return std::nullopt;
                          path.is_key = false;
                          path.elements = c.elements;
                          path.include = c.include;
                          path.unique = c.unique;
                          path.nulls_not_distinct = c.nulls_not_distinct;
                          path.where = &c.where;
                          if (!c.method.empty()) path.method = c.method;
                          path.sorted = path.method.text == dialect.default_index_method;
                          return path;
                        },
                        [](const Check&) { return std::optional<AccessPath>(); },
                        [](const Exclusion&) { return std::optional<AccessPath>(); },
                        [](const ForeignKey&) { return std::optional<AccessPath>(); },
                    },
                    constraint);
}

bool may_be_null(const Scope& scope, const Table& table, const IndexElement& element) {
  const auto* name = std::get_if<Name>(&element.what);
  const Column* column = name ? find_column(table, *name) : nullptr;
  return !column || scope.takes_null(*column);
}

}  // namespace

std::vector<AccessPath> access_paths(const Table& table, const Dialect& dialect) {
  std::vector<AccessPath> paths;
  for (const auto* list : {&table.constraints, &*table.inherited_constraints})
    for (const Constraint& constraint : *list)
      if (auto path = path_of(constraint, dialect)) paths.push_back(*std::move(path));
  return paths;
}

bool alike(const Scope& scope, const Table& table, const std::vector<IndexElement>& a,
           const std::vector<IndexElement>& b, std::size_t length) {
  if (a.size() < length || b.size() < length) return false;
  bool forwards = true;
  bool backwards = true;
  for (std::size_t i = 0; i < length; ++i) {
    if (a[i].what != b[i].what || a[i].opclass != b[i].opclass || a[i].collation != b[i].collation)
      return false;
    const bool nulls = may_be_null(scope, table, a[i]);
    const bool same_nulls = a[i].nulls_first == b[i].nulls_first;
    const bool same_order = a[i].descending == b[i].descending;
    forwards = forwards && same_order && (!nulls || same_nulls);
    backwards = backwards && !same_order && (!nulls || !same_nulls);
  }
  return forwards || backwards;
}

bool same_where(const AccessPath& a, const AccessPath& b) {
  const bool has_a = a.where && a.where->has_value();
  const bool has_b = b.where && b.where->has_value();
  return has_a == has_b && (!has_a || **a.where == **b.where);
}

std::string describe(const AccessPath& path) {
  std::string kind(to_string(kind_of(*path.of)));
  for (char& c : kind)
    if (c == '_') c = ' ';
  return kind + " " + name_of(*path.of).text;
}

}  // namespace tenon
