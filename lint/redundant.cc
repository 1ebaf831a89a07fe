// Rules TN201 to TN204, about constraints and indexes that repeat others; input a Scope, output findings.

#include <algorithm>
#include <map>

#include "lint/paths.h"
#include "lint/rules.h"
#include "model/dialect.h"
#include "model/overloaded.h"
#include "model/to_string.h"
#include "sql/quote.h"

namespace tenon {

namespace {

std::string drop(const Table& table, const Constraint& constraint, const Dialect& dialect) {
  if (std::holds_alternative<Index>(constraint))
    return "DROP INDEX " + quoted(QualifiedName{table.name.schema, name_of(constraint)}, dialect);
  if (!dialect.can_alter_constraints) return "leave one of them out of the table";
  return "ALTER TABLE " + quoted(table.name, dialect) + " DROP CONSTRAINT " +
         quoted(name_of(constraint), dialect);
}

using ColumnPairs = std::vector<std::pair<Name, Name>>;

ColumnPairs sorted_pairs(const ForeignKey& key) {
  ColumnPairs pairs;
  const bool says_which = key.columns.size() == key.referred_columns.size();  // SQLite may leave it open
  for (std::size_t i = 0; i < key.columns.size(); ++i)
    pairs.emplace_back(key.columns[i], says_which ? key.referred_columns[i] : Name());
  std::ranges::sort(pairs);
  return pairs;
}

/// Returns what a constraint forbids as one text, equal for two that forbid the same. Empty: not examined.
std::string forbids(const Constraint& constraint) {
  const auto key = [](const auto& c) {
    std::string text = "unique";
    for (const Name& name : c.columns) text += '\0' + name.key;
    return text + (c.deferrable ? "\1d" : "") + (option(c.options, "collate") ? "\1c" : "");
  };
  return std::visit(Overloaded{
                        [&](const PrimaryKey& c) { return key(c); },
                        [&](const Unique& c) { return key(c) + (c.nulls_not_distinct ? "\1n" : ""); },
                        [](const Index&) { return std::string(); },
                        [](const Check& c) { return "check" + c.sqltext.key; },
                        [](const Exclusion& c) {
                          return "exclude " + to_string(c.elements) + '\0' + (c.where ? c.where->key : "") +
                                 (c.deferrable ? "\1d" : "");
                        },
                        [](const ForeignKey& c) {
                          std::string text = "references" + to_string(c.referred_table);
                          for (const auto& [own, referred] : sorted_pairs(c))
                            text += '\0' + own.key + '\0' + referred.key;
                          return text;
                        },
                    },
                    constraint);
}

bool acts_otherwise(const Constraint& a, const Constraint& b) {
  const auto* first = std::get_if<ForeignKey>(&a);
  const auto* second = std::get_if<ForeignKey>(&b);
  return first && second && (first->ondelete != second->ondelete || first->onupdate != second->onupdate);
}

}  // namespace

void check_twin_constraints(const Scope& scope, LintFindings& findings) {
  for (const Table& table : scope.catalog().tables) {
    std::map<std::string, const Constraint*> seen;
    for (const Constraint& constraint : table.constraints) {
      const std::string text = forbids(constraint);
      if (text.empty()) continue;
      const auto [at, is_first] = seen.emplace(text, &constraint);
      if (is_first) continue;
      const bool otherwise = acts_otherwise(*at->second, constraint);
      findings.add("TN201", table, constraint,
                   "it is equal to " + name_of(*at->second).text + " says" +
                       (otherwise ? ", but has other ON DELETE or ON UPDATE actions" : ""),
                   drop(table, constraint, scope.dialect()) +
                       (otherwise ? ", or drop the other one, if its actions are not intended" : ""));
    }
  }
}

namespace {

bool same_include(const AccessPath& a, const AccessPath& b) {
  auto first = a.include;
  auto second = b.include;
  std::ranges::sort(first);
  std::ranges::sort(second);
  return first == second;
}

bool is_own(const Table& table, const AccessPath& path) {
  return std::ranges::any_of(table.constraints, [&](const Constraint& c) { return &c == path.of; });
}

bool are_twins(const Scope& scope, const Table& table, const AccessPath& a, const AccessPath& b) {
  return a.elements.size() == b.elements.size() && a.method == b.method && same_include(a, b) &&
         same_where(a, b) &&
         (a.sorted ? alike(scope, table, a.elements, b.elements, a.elements.size())
                   : a.elements == b.elements);
}

/// Returns the first equal path before `index`; it must be unique as well if that one must be.
const AccessPath* twin_before(const Scope& scope, const Table& table, const std::vector<AccessPath>& paths,
                              std::size_t index) {
  for (std::size_t i = 0; i < index; ++i) {
    const bool same_kind = paths[i].unique == paths[index].unique &&
                           paths[i].nulls_not_distinct == paths[index].nulls_not_distinct;
    if (!paths[i].is_key && same_kind && are_twins(scope, table, paths[i], paths[index])) return &paths[i];
  }
  return nullptr;
}

bool holds_all(const AccessPath& path, const std::vector<Name>& columns) {
  return std::ranges::all_of(columns, [&](const Name& name) {
    return std::ranges::find(path.include, name) != path.include.end() ||
           std::ranges::any_of(path.elements, [&](const IndexElement& element) {
             const auto* own = std::get_if<Name>(&element.what);
             return own && *own == name;
           });
  });
}

bool covers(const Scope& scope, const Table& table, const AccessPath& longer, const AccessPath& shorter) {
  if (!longer.sorted || !shorter.sorted || shorter.unique || !same_where(longer, shorter)) return false;
  if (longer.elements.size() < shorter.elements.size()) return false;
  if (longer.elements.size() == shorter.elements.size() && !longer.unique && same_include(longer, shorter))
    return false;  // twins
  return alike(scope, table, longer.elements, shorter.elements, shorter.elements.size()) &&
         holds_all(longer, shorter.include);
}

}  // namespace

void check_twin_indexes(const Scope& scope, LintFindings& findings) {
  for (const Table& table : scope.catalog().tables) {
    const auto paths = access_paths(table, scope.dialect());
    for (std::size_t i = 0; i < paths.size(); ++i) {
      if (paths[i].is_key || !is_own(table, paths[i])) continue;
      if (const AccessPath* twin = twin_before(scope, table, paths, i))
        findings.add("TN202", table, *paths[i].of, "it is the same as " + describe(*twin),
                     drop(table, *paths[i].of, scope.dialect()));
    }
  }
}

void check_covered_indexes(const Scope& scope, LintFindings& findings) {
  for (const Table& table : scope.catalog().tables) {
    const auto paths = access_paths(table, scope.dialect());
    for (std::size_t i = 0; i < paths.size(); ++i) {
      if (paths[i].is_key || !is_own(table, paths[i]) || twin_before(scope, table, paths, i)) continue;
      const auto longer = std::ranges::find_if(paths, [&](const AccessPath& path) {
        return &path != &paths[i] && covers(scope, table, path, paths[i]);
      });
      if (longer != paths.end())
        findings.add("TN203", table, *paths[i].of, describe(*longer) + " begins with the same columns",
                     drop(table, *paths[i].of, scope.dialect()));
    }
  }
}

void check_indexes_beside_uniques(const Scope& scope, LintFindings& findings) {
  for (const Table& table : scope.catalog().tables) {
    const auto paths = access_paths(table, scope.dialect());
    for (const AccessPath& path : paths) {
      if (path.is_key || !path.unique || !is_own(table, path)) continue;
      const auto key = std::ranges::find_if(paths, [&](const AccessPath& other) {
        const auto* unique = std::get_if<Unique>(other.of);
        const auto* primary = std::get_if<PrimaryKey>(other.of);
        const bool waits = (unique && unique->deferrable) || (primary && primary->deferrable);
        return other.is_key && !waits && (primary || other.nulls_not_distinct == path.nulls_not_distinct) &&
               path.elements.size() == other.elements.size() && same_where(path, other) &&
               alike(scope, table, path.elements, other.elements, path.elements.size()) &&
               holds_all(other, path.include);
      });
      if (key != paths.end())
        findings.add("TN204", table, *path.of, describe(*key) + " has an index of the same columns",
                     drop(table, *path.of, scope.dialect()));
    }
  }
}

}  // namespace tenon
