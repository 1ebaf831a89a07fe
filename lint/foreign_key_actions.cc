// Rules TN108 to TN112, about ON DELETE and ON UPDATE actions; input a Scope, output findings.

#include <algorithm>
#include <map>
#include <set>

#include "lint/rules.h"
#include "lint/scope.h"

namespace tenon {

namespace {

/// Returns the columns that ON DELETE or ON UPDATE sets.
std::vector<Name> columns_set(const ForeignKey& key, Action action) {
  if (key.ondelete == action && key.onupdate != action && !key.ondelete_columns.empty())
    return key.ondelete_columns;
  return key.columns;
}

std::string clauses(const ForeignKey& key, Action action) {
  std::string text;
  if (key.ondelete == action) text = "ON DELETE " + std::string(sql_text(action));
  if (key.onupdate == action)
    text += (text.empty() ? "" : " and ") + ("ON UPDATE " + std::string(sql_text(action)));
  return text;
}

bool acts(const ForeignKey& key, Action action) { return key.ondelete == action || key.onupdate == action; }

template <class Keep>
std::vector<Name> columns_of(const Child& child, Action action, Keep keep) {
  std::vector<Name> names;
  for (const Name& name : columns_set(*child.key, action))
    if (const Column* column = find_column(*child.table, name); column && keep(*column))
      names.push_back(name);
  return names;
}

}  // namespace

void check_set_null(const Scope& scope, LintFindings& findings) {
  for (const Child& child : scope.foreign_keys()) {
    if (!acts(*child.key, Action::kSetNull)) continue;
    const auto refusing =
        columns_of(child, Action::kSetNull, [&](const Column& c) { return !scope.takes_null(c); });
    if (refusing.empty()) continue;
    findings.add("TN108", child,
                 clauses(*child.key, Action::kSetNull) + " sets " + column_list(refusing) +
                     ", which is NOT NULL: the statement on " + to_string(child.key->referred_table) +
                     " fails instead",
                 "let " + column_list(refusing) + " be NULL, or say what is meant: RESTRICT, or CASCADE");
  }
}

void check_set_default(const Scope& scope, LintFindings& findings) {
  for (const Child& child : scope.foreign_keys()) {
    if (!acts(*child.key, Action::kSetDefault)) continue;
    const auto bare =
        columns_of(child, Action::kSetDefault, [&](const Column& c) { return !scope.has_default(c); });
    if (bare.empty()) continue;
    const bool fails = std::ranges::any_of(
        bare, [&](const Name& name) { return !scope.takes_null(*find_column(*child.table, name)); });
    findings.add("TN109", child,
                 clauses(*child.key, Action::kSetDefault) + ", and " + column_list(bare) +
                     (bare.size() == 1 ? " has" : " have") + " no default: " +
                     (fails ? "the statement on " + to_string(child.key->referred_table) + " fails"
                      : bare.size() == 1 ? "it is set to NULL"
                                         : "they are set to NULL"),
                 fails ? "a default that is the key of a permanent row, or RESTRICT"
                       : "SET NULL if that is intended, else a default that is the key of a row");
  }
}

void check_parentless_defaults(const Scope& scope, LintFindings& findings) {
  for (const auto& found : scope.evidence().parentless)
    for (const Child& child : scope.foreign_keys())
      if (child.table->name == found.table && child.key->name == found.foreign_key)
        findings.add("TN110", child,
                     clauses(*child.key, Action::kSetDefault) + ", and no row of " +
                         to_string(child.key->referred_table) + " has the defaults of " +
                         column_list(child.key->columns) + " as its key",
                     "a row for the defaults to refer to, or another action");
}

void check_rights(const Scope& scope, LintFindings& findings) {
  for (const auto& found : scope.evidence().rightless)
    for (const Child& child : scope.foreign_keys())
      if (child.table->name == found.table && child.key->name == found.foreign_key)
        findings.add("TN111", child,
                     "its owner " + found.owner + " has no " + found.right + " which it refers to",
                     "grant " + found.owner + " " + found.right);
}

namespace {

/// Maps a table to the tables to which a delete cascades.
using Reach = std::map<QualifiedName, std::set<QualifiedName>>;

std::set<QualifiedName> reached(const Reach& cascades, const QualifiedName& from) {
  std::set<QualifiedName> seen;
  std::vector<QualifiedName> open{from};
  while (!open.empty()) {
    const QualifiedName at = open.back();
    open.pop_back();
    const auto next = cascades.find(at);
    if (next == cascades.end()) continue;
    for (const QualifiedName& table : next->second)
      if (seen.insert(table).second) open.push_back(table);
  }
  seen.erase(from);
  return seen;
}

}  // namespace

void check_cascades(const Scope& scope, LintFindings& findings) {
  const std::size_t limit = scope.settings().cascade_limit.value_or(kCascadeLimit);
  Reach cascades;
  for (const Child& child : scope.foreign_keys())
    if (child.key->ondelete == Action::kCascade)
      cascades[child.key->referred_table].insert(child.table->name);
  for (const auto& [name, heirs] : cascades) {
    const Table* table = scope.table(name);
    const std::set<QualifiedName> all = reached(cascades, name);
    if (!table || all.size() <= limit) continue;
    std::string named;
    std::size_t count = 0;
    for (const QualifiedName& one : all)
      if (++count <= 5) named += (named.empty() ? "" : ", ") + to_string(one);
    if (all.size() > 5) named += " ...";
    findings.add("TN112", *table,
                 "a DELETE deletes rows of " + std::to_string(all.size()) + " other tables as well (" +
                     named + "); " + std::to_string(limit) + " are allowed",
                 "RESTRICT where rows must not be deleted implicitly, or a higher limit (--cascade-limit)");
  }
}

}  // namespace tenon
