// Decides what becomes of inherited constraints where a table leaves a parent or joins one.
#include "plan/transition/inherited_checks.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "model/inheritance.h"
#include "plan/transition/inheritance.h"
#include "plan/transition/partition_constraints.h"

namespace tenon {

namespace {

bool same_definition(const Constraint& a, const Constraint& b) {
  return a.index() == b.index() && renamed(a, name_of(b), named_by(b)) == b;
}

/// Removes from `all` the constraint that equals `like`, or else one that differs in its name only, and
/// returns it.
std::optional<Constraint> take(std::vector<Constraint>& all, const Constraint& like) {
  auto at = std::ranges::find(all, like);
  if (at == all.end())
    at = std::ranges::find_if(all, [&](const Constraint& one) { return same_definition(one, like); });
  if (at == all.end()) return std::nullopt;
  Constraint found = std::move(*at);
  all.erase(at);
  return found;
}

/// Pairs the constraints that a table keeps when it leaves all its parents with those that it is to have.
void localize_constraints(TableTransition& table, std::vector<Constraint> from, std::vector<Constraint> to) {
  for (ConstraintTransition& transition : table.constraints) {
    if (!transition.before && transition.after) transition.before = take(from, *transition.after);
    if (transition.before && !transition.after) transition.after = take(to, *transition.before);
  }
  std::erase_if(table.constraints,
                [](const ConstraintTransition& transition) { return transition.before == transition.after; });
  for (Constraint& left : from) {
    ConstraintTransition transition{left, take(to, left)};
    if (transition.after != left) table.constraints.push_back(std::move(transition));
  }
  // ATTACH PARTITION creates foreign keys, and indexes under names that the server chooses, and refuses a
  // table without the checks of the parent.
  if (!is_partition(*table.after)) return;
  for (Constraint& missing : to)
    if (std::holds_alternative<Check>(missing) || (has_index(missing) && named_by(missing) == NamedBy::kUser))
      table.constraints.push_back({std::nullopt, std::move(missing)});
}

/// Keeps an index that the partition is to inherit instead of dropping it: CREATE INDEX on a partitioned
/// table adopts matching indexes of its partitions (CREATE INDEX, Notes). Not where its name is to belong to
/// another index.
void keep_adoptable_indexes(TableTransition& table, const Catalog& after) {
  const auto is_wanted = [&](const Name& name) {
    return std::ranges::any_of(after.tables, [&](const Table& other) {
      return other.name.schema == table.after->name.schema &&
             std::ranges::any_of(other.constraints, [&](const Constraint& each) {
               return has_index(each) && name_of(each) == name;
             });
    });
  };
  std::vector<Constraint> gained = *table.after->inherited_constraints;
  for (const Constraint& had : *table.before->inherited_constraints) take(gained, had);
  std::erase_if(table.constraints, [&](const ConstraintTransition& transition) {
    return transition.before && !transition.after && has_index(*transition.before) &&
           !is_wanted(name_of(*transition.before)) && take(gained, *transition.before);
  });
}

/// A table and a check that it inherits.
struct InheritedCheck {
  const Table* table;
  Name check;
};

/// Decides for tables that inherit without being partitions. They inherit checks only, under one name in the
/// whole hierarchy.
class InheritedCheckSync {
 public:
  InheritedCheckSync(Transitions& transitions, const Catalog& before)
      : transitions_(transitions), before_(before) {}

  /// Makes the checks of a table that leaves a parent its own, and drops those that it is not to have. A
  /// check that it is to inherit is recreated above once the table has joined; a check of its own stays
  /// beside it.
  void follow(TableTransition& table) {
    const std::size_t kept = parents_kept(*table.before, *table.after);
    if (kept == table.before->parents.size() && kept == table.after->parents.size()) return;
    const auto outside = [&](const std::vector<Constraint>& inherited) {
      std::vector<Constraint> all = inherited;
      std::erase_if(all, [&](const Constraint& each) {
        return std::any_of(
            table.before->parents.begin(), table.before->parents.begin() + static_cast<std::ptrdiff_t>(kept),
            [&](const QualifiedName& parent) { return provides_check(parent, name_of(each)); });
      });
      return all;
    };
    localize_constraints(table, outside(kept_when_leaving(transitions_, before_, *table.before)), {});
    for (const Constraint& each : outside(*table.after->inherited_constraints))
      recreated_above_.push_back({table.after, name_of(each)});
  }

  /// Notes a check that is dropped beside those of its ancestors: PostgreSQL drops it only while they have
  /// none.
  void collect_dropped(const TableTransition& table) {
    if (is_partition(*table.before) || parents_kept(*table.before, *table.after) == 0) return;
    for (const ConstraintTransition& transition : table.constraints)
      if (transition.before && !transition.after && std::holds_alternative<Check>(*transition.before))
        recreated_above_.push_back({table.after, name_of(*transition.before)});
  }

  void recreate() {
    for (const InheritedCheck& each : recreated_above_) recreate(*each.table, each.check, 0);
  }

 private:
  static const Constraint* inheritable_check(const Table* table, const Name& name) {
    if (!table) return nullptr;
    const auto at = std::ranges::find_if(table->constraints, [&](const Constraint& each) {
      const auto* check = std::get_if<Check>(&each);
      return check && check->name == name && !check->no_inherit;
    });
    return at == table->constraints.end() ? nullptr : &*at;
  }

  /// Returns whether a table has, or inherits, a check that its children inherit.
  bool provides_check(const QualifiedName& name, const Name& check, std::size_t depth = 0) const {
    const Table* table = find_table(before_, name);
    if (!table || depth > before_.tables.size()) return false;
    return inheritable_check(table, check) ||
           std::ranges::any_of(table->parents, [&](const QualifiedName& above) {
             return provides_check(above, check, depth + 1);
           });
  }

  void recreate(const Table& child, const Name& check, std::size_t depth) {
    if (depth > before_.tables.size()) return;
    for (const QualifiedName& name : child.parents) {
      const TableTransition* transition = transitions_.table(name);
      const Table* was = transition ? transition->before : find_table(before_, name);
      const Table* is = transition ? transition->after : was;
      if (!was || !is) continue;
      if (const Constraint* own = inheritable_check(was, check))
        transitions_.find_or_add(*was).find_or_add(*own).replace(ReplaceReason::kInheritance);
      recreate(*is, check, depth + 1);
    }
  }

  Transitions& transitions_;
  const Catalog& before_;
  std::vector<InheritedCheck> recreated_above_;
};

/// A partition that comes from another parent, or from none.
void sync_partition(const Transitions& transitions, TableTransition& table, const PlanInputs& inputs) {
  if (is_partition(*table.before) && is_partition(*table.after)) keep_adoptable_indexes(table, inputs.after);
  if (parents_kept(*table.before, *table.after) > 0) return;
  localize_constraints(table, kept_when_leaving(transitions, inputs.before, *table.before),
                       *table.after->inherited_constraints);
}

}  // namespace

Transitions sync_inherited_checks(Transitions transitions, const PlanInputs& inputs) {
  InheritedCheckSync checks(transitions, inputs.before);
  for (auto& [name, transition] : transitions.tables) {
    if (!transition.kept() || (transition.before->parents.empty() && transition.after->parents.empty()))
      continue;
    checks.collect_dropped(transition);
    if (is_partition(*transition.after))
      sync_partition(transitions, transition, inputs);
    else
      checks.follow(transition);
  }
  checks.recreate();
  return transitions;
}

}  // namespace tenon
