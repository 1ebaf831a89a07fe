// Runs a migration on a copy and finds the views and triggers that it breaks.

#include "app/sqlite_dependents.h"

#include <algorithm>
#include <set>
#include <utility>

#include "app/sqlite_copy.h"
#include "model/dialect.h"
#include "model/unmodelled.h"
#include "render/sqlite/dependents.h"
#include "sql/character.h"
#include "sql/content.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

using Names = std::set<std::string>;  ///< folded

bool has_dependents(const Catalog& catalog) {
  return std::ranges::any_of(catalog.unmodelled, [](const UnmodelledObject& other) {
    const UnmodelledRole role = role_of(other);
    return (role == UnmodelledRole::kView || role == UnmodelledRole::kTrigger) && !other.definition.empty();
  });
}

/// Returns the table that an op changes or drops. Additions to a schema break nothing, except a column,
/// because an INSERT without column names counts columns.
const QualifiedName* touched(const Op& op) {
  if (const auto* o = std::get_if<CreateTable>(&op)) return o->triggers.empty() ? nullptr : &o->table.name;
  if (const auto* o = std::get_if<DropTable>(&op)) return &o->table.name;
  if (const auto* o = std::get_if<RenameTable>(&op)) return &o->table;
  if (const auto* o = std::get_if<RenameColumn>(&op)) return &o->table;
  if (const auto* o = std::get_if<AddColumn>(&op)) return &o->table;
  if (const auto* o = std::get_if<DropColumn>(&op)) return &o->table;
  if (const auto* o = std::get_if<DropConstraint>(&op)) return &o->table;
  if (const auto* o = std::get_if<RenameConstraint>(&op)) return &o->table;
  if (const auto* o = std::get_if<AlterConstraint>(&op)) return &o->table;
  if (const auto* o = std::get_if<RebuildTable>(&op)) return &o->declared.name;
  return nullptr;
}

Names touched(const Plan& plan) {
  Names names;
  for (const Step& step : plan.steps)
    for (const Op& op : step.ops) {
      if (const QualifiedName* table = touched(op)) names.insert(table->name.key);
      if (const auto* rename = std::get_if<RenameTable>(&op)) names.insert(rename->to.key);
    }
  return names;
}

/// Returns every word and quoted name of it, which includes all names that it needs.
Names words_of(const SqliteDependent& dependent) {
  Names words;
  for (const Token& token : tokens(dependent.sql, kSqlite))
    if (token.kind == TokenKind::kWord || token.kind == TokenKind::kIdentifier ||
        token.kind == TokenKind::kString)
      words.insert(lower(content(token)));
  return words;
}

/// Returns the keys of the views and triggers that may need one of `names`, also indirectly.
std::set<std::string> dependents_on(const std::vector<SqliteDependent>& all, Names names) {
  std::set<std::string> found;
  std::vector<std::pair<const SqliteDependent*, Names>> rest;
  for (const SqliteDependent& each : all) rest.emplace_back(&each, words_of(each));
  const auto leans = [&](const auto& each) {
    const auto is_named = [&](const std::string& name) { return each.second.contains(name); };
    if (std::ranges::none_of(names, is_named)) return false;
    found.insert(each.first->key());
    names.insert(lower(each.first->is_view() ? each.first->name : each.first->table));
    return true;
  };
  while (std::erase_if(rest, leans) != 0) {
  }
  return found;
}

/// Returns whether all of them compile when SQLite checks them at once, without functions of a program.
bool every_one_compiles(const SqliteCopy& copy, const std::string& helper_prefix) {
  const SqliteHandle bare = copy.bare();
  return std::ranges::all_of(sqlite_compiling_everything(helper_prefix), [&](const std::string& statement) {
    return bare.attempt(statement).error.empty();
  });
}

std::string joined_names(const std::vector<const SqliteDependent*>& triggers) {
  std::string names;
  for (const SqliteDependent* trigger : triggers) names += (names.empty() ? "" : ", ") + trigger->name;
  return (triggers.size() > 1 ? "triggers " : "trigger ") + names;
}

class Prover {
 public:
  Prover(const Catalog& found, const std::string& helper_prefix)
      : copy_(found), helper_prefix_(helper_prefix) {
    const std::vector<SqliteDependent> start = copy_.dependents();
    const std::set<std::string> unsure = dependents_on(start, copy_.missing());
    for (const SqliteDependent& each : start)
      if (each.error.empty() && !unsure.contains(each.key())) compiled_.insert(each.key());
    every_one_ = compiled_.size() == start.size() && every_one_compiles(copy_, helper_prefix_);
  }

  /// Runs a plan on the copy. Returns whether the next one can be checked as well.
  bool go(Plan& plan, const std::string& way) {
    if (const auto refusal = copy_.run(plan)) {
      if (refusal->starts_with("error in ")) broken_.push_back(way + ": " + *refusal);
      return false;
    }
    const std::vector<SqliteDependent> after = copy_.dependents();
    for (const SqliteDependent& each : after)
      if (compiled_.contains(each.key()) && !each.error.empty())
        broken_.push_back(way + ": " + each.describe() + ": " + each.error);
    if (broken_.empty()) plan.dependents = probes(after, dependents_on(after, touched(plan)));
    return broken_.empty();
  }

  std::vector<std::string> broken() && { return std::move(broken_); }

 private:
  DependentProbes probes(const std::vector<SqliteDependent>& all, const std::set<std::string>& wanted) const {
    const SqliteHandle bare = copy_.bare();
    DependentProbes made;
    const auto add = [&](CompileProbe probe) {
      if (bare.compile(probe.statement).error.empty()) made.probes.push_back(std::move(probe));
    };
    for (const SqliteDependent& each : all)
      if (each.is_view() && wanted.contains(each.key()) && compiled_.contains(each.key()))
        add({"view " + each.name, "SELECT 1 FROM " + quoted(each.name, kSqlite) + " LIMIT 0", true});
    std::set<std::string> done;
    for (const SqliteDependent& each : all)
      if (!each.is_view() && wanted.contains(each.key()) && done.insert(lower(each.table)).second)
        add_statements(all, each.table, add);
    made.every_dependent = !made.probes.empty() && every_one_ && every_one_compiles(copy_, helper_prefix_);
    return made;
  }

  /// Adds a statement for each event that fires a trigger of the table, unless such a trigger did not compile
  /// at the start.
  template <class Add>
  void add_statements(const std::vector<SqliteDependent>& all, const std::string& table,
                      const Add& add) const {
    const std::vector<std::string> columns = copy_.columns(table);
    if (columns.empty()) return;
    for (const char* event : {"INSERT", "UPDATE", "DELETE"}) {
      std::vector<const SqliteDependent*> fired;
      for (const SqliteDependent& each : all)
        if (!each.is_view() && lower(each.table) == lower(table) && sqlite_trigger_event(each.sql) == event)
          fired.push_back(&each);
      const auto compiled = [&](const SqliteDependent* one) { return compiled_.contains(one->key()); };
      if (!fired.empty() && std::ranges::all_of(fired, compiled))
        add({std::string(event) + " of " + table + " with " + joined_names(fired),
             sqlite_probe(event, table, columns), false});
    }
  }

  SqliteCopy copy_;
  std::string helper_prefix_;
  std::set<std::string> compiled_;  ///< the keys of those that compiled at the start
  bool every_one_ = false;
  std::vector<std::string> broken_;
};

}  // namespace

DependentsProof proved_by_sqlite(Migration both, const Catalog& found) {
  if (!has_dependents(found)) return {std::move(both), {}};
  Prover prover(found, both.up.helper_prefix);
  if (prover.go(both.up, "the upgrade")) prover.go(both.down, "the downgrade");
  return {std::move(both), std::move(prover).broken()};
}

std::vector<std::string> broken_by_sqlite(const Catalog& found, const Catalog& compared) {
  if (!has_dependents(found)) return {};
  const SqliteCopy copy(found);
  const std::vector<SqliteDependent> all = copy.dependents();
  const std::set<std::string> unsure = dependents_on(all, copy.missing());
  std::vector<std::string> notes;
  for (const SqliteDependent& each : all) {
    const bool is_compared = std::ranges::any_of(compared.unmodelled, [&](const UnmodelledObject& other) {
      return other.kind == each.kind && other.name.name.text == each.name;
    });
    if (is_compared && !each.error.empty() && !unsure.contains(each.key()))
      notes.push_back(each.describe() + " does not compile: " + each.error);
  }
  return notes;
}

}  // namespace tenon
