#include "plan/links.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "model/error.h"
#include "model/inheritance.h"
#include "plan/heirs.h"

namespace tenon {

namespace {

bool same_definition(const Constraint& a, const Constraint& b) {
  return a.index() == b.index() && renamed(a, name_of(b), named_by(b)) == b;
}

/// Takes from `all` one like `like`, by preference of its name.
std::optional<Constraint> take(std::vector<Constraint>& all, const Constraint& like) {
  auto at = std::ranges::find(all, like);
  if (at == all.end())
    at = std::ranges::find_if(all, [&](const Constraint& one) { return same_definition(one, like); });
  if (at == all.end()) return std::nullopt;
  Constraint found = std::move(*at);
  all.erase(at);
  return found;
}

/// What a table that parts from all its parents keeps, against what it is to have.
void keep_as_own(TableFate& table, std::vector<Constraint> from, std::vector<Constraint> to,
                 bool to_is_known) {
  for (ConstraintFate& fate : table.constraints) {
    if (!fate.actual && fate.declared) fate.actual = take(from, *fate.declared);
    if (fate.actual && !fate.declared) fate.declared = take(to, *fate.actual);
  }
  std::erase_if(table.constraints, [](const ConstraintFate& fate) { return fate.actual == fate.declared; });
  for (Constraint& left : from) {
    ConstraintFate fate{left, take(to, left), false};
    if (fate.declared ? *fate.declared == left : !to_is_known) continue;
    table.constraints.push_back(std::move(fate));
  }
  // Indexes and foreign keys come with the parent; a table without the parent's checks is refused.
  if (!is_partition(*table.declared)) return;
  for (Constraint& missing : to)
    if (std::holds_alternative<Check>(missing))
      table.constraints.push_back({std::nullopt, std::move(missing), false});
}

bool has_index(const Constraint& constraint) {
  return std::holds_alternative<Index>(constraint) || std::holds_alternative<PrimaryKey>(constraint) ||
         std::holds_alternative<Unique>(constraint);
}

/// An index that a partition is to have of its parent is not dropped first: what is made on a partitioned
/// table takes in the indexes of its partitions that are like it (CREATE INDEX, Notes).
void leave_to_parents(TableFate& table) {
  std::vector<Constraint> gained = *table.declared->handed_down;
  for (const Constraint& had : *table.actual->handed_down) take(gained, had);
  std::erase_if(table.constraints, [&](const ConstraintFate& fate) {
    return fate.actual && !fate.declared && has_index(*fate.actual) && take(gained, *fate.actual);
  });
}

/// A check that a parent keeps can not be dropped from the table, not even as the table's own besides.
void refuse_inherited_drops(const Fates& fates, const Catalog& actual, const TableFate& table) {
  for (const ConstraintFate& fate : table.constraints) {
    const auto* check = fate.actual && !fate.declared ? std::get_if<Check>(&*fate.actual) : nullptr;
    if (!check || parents_kept(*table.actual, *table.declared) == 0) continue;
    for (const QualifiedName& parent : table.declared->parents) {
      const TableFate* above = fates.table(parent);
      const Table* kept = above ? above->declared : find_table(actual, parent);
      if (kept && find_constraint(*kept, fate.actual->index(), check->name))
        throw Error(Fault::kUnsupported, "check " + check->name.text + " of table " +
                                             shown(table.declared->name) + " is handed down by " +
                                             shown(parent) +
                                             " as well, and cannot be dropped from the table alone");
    }
  }
}

}  // namespace

void follow_links(Fates& fates, const Catalog& actual) {
  for (const auto& [name, fate] : fates.tables)
    if (fate.kept()) refuse_inherited_drops(fates, actual, fate);
  for (auto& [name, fate] : fates.tables) {
    if (fate.kept() && is_partition(*fate.actual) && is_partition(*fate.declared)) leave_to_parents(fate);
    if (!fate.kept() || parents_kept(*fate.actual, *fate.declared) > 0) continue;
    const bool parts = !fate.actual->parents.empty();
    const bool joins = !fate.declared->parents.empty();
    if (!parts && !joins) continue;
    const bool to_is_known = !joins || !fate.declared->handed_down->empty();
    keep_as_own(fate, parts ? *fate.actual->handed_down : std::vector<Constraint>(),
                joins ? *fate.declared->handed_down : std::vector<Constraint>(), to_is_known);
  }
}

}  // namespace tenon
