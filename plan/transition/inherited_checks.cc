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
void keep_as_own(TableFate& table, std::vector<Constraint> from, std::vector<Constraint> to) {
  for (ConstraintFate& fate : table.constraints) {
    if (!fate.actual && fate.declared) fate.actual = take(from, *fate.declared);
    if (fate.actual && !fate.declared) fate.declared = take(to, *fate.actual);
  }
  std::erase_if(table.constraints, [](const ConstraintFate& fate) { return fate.actual == fate.declared; });
  for (Constraint& left : from) {
    ConstraintFate fate{left, take(to, left), false};
    if (fate.declared != left) table.constraints.push_back(std::move(fate));
  }
  // Indexes and foreign keys come with the parent; a table without the parent's checks is refused.
  if (!is_partition(*table.declared)) return;
  for (Constraint& missing : to)
    if (std::holds_alternative<Check>(missing))
      table.constraints.push_back({std::nullopt, std::move(missing), false});
}

/// An index that a partition is to have of its parent is not dropped first: what is made on a partitioned
/// table takes in the indexes of its partitions that are like it (CREATE INDEX, Notes). Unless its name is to
/// be another's.
void leave_to_parents(TableFate& table, const Catalog& declared) {
  const auto is_wanted = [&](const Name& name) {
    return std::ranges::any_of(declared.tables, [&](const Table& other) {
      return other.name.schema == table.declared->name.schema &&
             std::ranges::any_of(other.constraints, [&](const Constraint& each) {
               return has_index(each) && name_of(each) == name;
             });
    });
  };
  std::vector<Constraint> gained = *table.declared->inherited_constraints;
  for (const Constraint& had : *table.actual->inherited_constraints) take(gained, had);
  std::erase_if(table.constraints, [&](const ConstraintFate& fate) {
    return fate.actual && !fate.declared && has_index(*fate.actual) && !is_wanted(name_of(*fate.actual)) &&
           take(gained, *fate.actual);
  });
}

/// A table and a check that those above it hand down to it.
struct HandedCheck {
  const Table* table;
  Name check;
};

/// Goes through the tables that inherit from others: what those that are no partitions are handed down are
/// checks, each under one name.
class CheckLinks {
 public:
  CheckLinks(Fates& fates, const Catalog& actual) : fates_(fates), actual_(actual) {}

  /// What a table that parts is handed down no longer is its own, and dropped where it is not to be so. What
  /// is to come from above comes anew when the table has joined: what it has by itself stays its own besides.
  void follow(TableFate& table) {
    const std::size_t kept = parents_kept(*table.actual, *table.declared);
    if (kept == table.actual->parents.size() && kept == table.declared->parents.size()) return;
    const auto outside = [&](const std::vector<Constraint>& handed_down) {
      std::vector<Constraint> all = handed_down;
      std::erase_if(all, [&](const Constraint& each) {
        return std::any_of(table.actual->parents.begin(),
                           table.actual->parents.begin() + static_cast<std::ptrdiff_t>(kept),
                           [&](const QualifiedName& parent) { return hands(parent, name_of(each)); });
      });
      return all;
    };
    keep_as_own(table, outside(*table.actual->inherited_constraints), {});
    for (const Constraint& each : outside(*table.declared->inherited_constraints))
      come_anew_.push_back({table.declared, name_of(each)});
  }

  /// A check that a table has besides those above it can be dropped while they have none.
  void note_dropped(const TableFate& table) {
    if (is_partition(*table.actual) || parents_kept(*table.actual, *table.declared) == 0) return;
    for (const ConstraintFate& fate : table.constraints)
      if (fate.actual && !fate.declared && std::holds_alternative<Check>(*fate.actual))
        come_anew_.push_back({table.declared, name_of(*fate.actual)});
  }

  void make_anew() {
    for (const HandedCheck& each : come_anew_) make_anew(*each.table, each.check, 0);
  }

 private:
  static const Constraint* check_for_heirs(const Table* table, const Name& name) {
    if (!table) return nullptr;
    const auto at = std::ranges::find_if(table->constraints, [&](const Constraint& each) {
      const auto* check = std::get_if<Check>(&each);
      return check && check->name == name && !check->no_inherit;
    });
    return at == table->constraints.end() ? nullptr : &*at;
  }

  /// Whether a table has a check for those that inherit from it.
  bool hands(const QualifiedName& name, const Name& check, std::size_t depth = 0) const {
    const Table* table = find_table(actual_, name);
    if (!table || depth > actual_.tables.size()) return false;
    return check_for_heirs(table, check) ||
           std::ranges::any_of(table->parents,
                               [&](const QualifiedName& above) { return hands(above, check, depth + 1); });
  }

  void make_anew(const Table& heir, const Name& check, std::size_t depth) {
    if (depth > actual_.tables.size()) return;
    for (const QualifiedName& name : heir.parents) {
      const TableFate* fate = fates_.table(name);
      const Table* was = fate ? fate->actual : find_table(actual_, name);
      const Table* is = fate ? fate->declared : was;
      if (!was || !is) continue;
      if (const Constraint* own = check_for_heirs(was, check)) {
        ConstraintFate& above = fates_.touch(*was).touch(*own);
        above.replaced = above.declared.has_value();
      }
      make_anew(*is, check, depth + 1);
    }
  }

  Fates& fates_;
  const Catalog& actual_;
  std::vector<HandedCheck> come_anew_;
};

/// A partition that has come from another parent, or from none.
void follow_partition(TableFate& table, const Catalog& declared) {
  if (is_partition(*table.actual) && is_partition(*table.declared)) leave_to_parents(table, declared);
  if (parents_kept(*table.actual, *table.declared) > 0) return;
  keep_as_own(table, *table.actual->inherited_constraints, *table.declared->inherited_constraints);
}

}  // namespace

void follow_links(Fates& fates, const Catalog& actual) {
  CheckLinks checks(fates, actual);
  for (auto& [name, fate] : fates.tables) {
    if (!fate.kept() || (fate.actual->parents.empty() && fate.declared->parents.empty())) continue;
    checks.note_dropped(fate);
    if (is_partition(*fate.declared))
      follow_partition(fate, *fates.declared);
    else
      checks.follow(fate);
  }
  checks.make_anew();
}

}  // namespace tenon
