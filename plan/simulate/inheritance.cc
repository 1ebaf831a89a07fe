// Runs ATTACH and DETACH, and propagates ops on parents to their children.
#include <algorithm>
#include <utility>

#include "model/inheritance.h"
#include "plan/simulate/interpreter.h"
#include "plan/transition/partition_constraints.h"

namespace tenon {

std::vector<Table*> Interpreter::children(const QualifiedName& parent) {
  std::vector<Table*> found;
  for (auto& table : catalog_.tables)
    if (std::ranges::find(table.parents, parent) != table.parents.end()) found.push_back(&table);
  return found;
}

bool Interpreter::inherits_from_another(const Table& to, const QualifiedName& than, const Name& column) {
  return std::ranges::any_of(to.parents, [&](const QualifiedName& parent) {
    return parent != than && find_column(table(parent), column);
  });
}

void Interpreter::propagate_added(const QualifiedName& parent, const Column& added) {
  for (Table* child : children(parent)) {
    const auto at = std::ranges::find(child->columns, added.name, &Column::name);
    if (at == child->columns.end())
      child->columns.push_back(inherited_column(added, *child));
    else
      *at = after_attaching(*at, *child);
    propagate_added(child->name, added);
  }
}

void Interpreter::propagate_dropped(const QualifiedName& parent, const Column& dropped, bool only) {
  for (Table* child : children(parent)) {
    const auto held = std::ranges::find(child->columns, dropped.name, &Column::name);
    if (held == child->columns.end()) continue;  // gone already, over another parent
    const bool by_another = inherits_from_another(*child, parent, dropped.name);
    const auto left = only && !by_another ? std::optional(after_detaching(*held))
                                          : after_parents_drop(*held, *child, by_another);
    if (left) {
      *held = *left;
      continue;
    }
    require_untouched(*child, *held, true);
    child->columns.erase(held);
    propagate_dropped(child->name, dropped, false);
  }
}

std::vector<Table*> Interpreter::descendants(const QualifiedName& parent) {
  std::vector<Table*> found = children(parent);
  for (std::size_t i = 0; i < found.size(); ++i)
    for (Table* below : children(found[i]->name))
      if (std::ranges::find(found, below) == found.end()) found.push_back(below);
  return found;
}

void Interpreter::propagate_altered(const QualifiedName& parent, const Column& from, const Column& to) {
  for (Table* child : descendants(parent)) {
    Column& held = column(*child, to.name);
    require(!held.identity || (!alters_default(from, to) && (from.nullable || !to.nullable)),
            "it is an identity column in " + to_string(child->name));
    const Column after = after_parents_change(held, from, to);
    if (held.type != after.type || held.collation != after.collation) {
      require_untouched(*child, held, false);
      require(!held.default_value || from.default_value,
              "the default of " + to_string(child->name) + " is in the way");
    }
    held = after;
  }
}

void Interpreter::propagate_recast(const QualifiedName& parent, const Column& recast, const TypeUser& user) {
  for (Table* child : children(parent)) {
    Column& held = column(*child, recast.name);
    require(!held.default_value || user.default_value,
            "the default of " + to_string(child->name) + " is in the way");
    held = after_parents_recast(held, recast, user.default_value);
    propagate_recast(child->name, recast, user);
  }
}

namespace {

/// A partition adopts its matching constraints as those of its parent, under whatever names.
void adopt_matching(const Table& parent, Table& child) {
  std::vector<Constraint> wanted = parent.constraints;
  wanted.insert(wanted.end(), parent.inherited_constraints->begin(), parent.inherited_constraints->end());
  for (const Constraint& above : wanted) {
    if (std::holds_alternative<Check>(above)) continue;
    const auto alike = std::ranges::find_if(child.constraints, [&](const Constraint& own) {
      return own.index() == above.index() && is_valid(own) &&
             made_valid(renamed(own, name_of(above), named_by(above))) == made_valid(above);
    });
    if (alike != child.constraints.end()) child.constraints.erase(alike);
  }
}

}  // namespace

void Interpreter::require_one_candidate(const Table& child, const std::vector<Constraint>& parts) const {
  for (const Constraint& part : parts)
    for (const Constraint& own : child.constraints)
      require(
          !has_index(part) || !has_index(own) ||
              !(common_definition(own) == common_definition(part) || takes_in(part, own, dialect_)),
          "either " + name_of(own).text + " or " + name_of(part).text + " would become the part of an index");
}

bool Interpreter::provides_check(const QualifiedName& parent, const Constraint& check) {
  const Table& above = table(parent);
  const Constraint* own = find_constraint(above, check.index(), name_of(check));
  const auto* its = own ? std::get_if<Check>(own) : nullptr;
  return (its && !its->no_inherit) || std::ranges::any_of(above.parents, [&](const QualifiedName& name) {
           return provides_check(name, check);
         });
}

bool Interpreter::provides_part(const QualifiedName& whole, const Constraint& part) {
  if (std::holds_alternative<Check>(part))
    return provides_check(whole, part);  // under its name, valid or not
  const Table& above = table(whole);
  return std::ranges::find(above.constraints, common_definition(part), common_definition) !=
             above.constraints.end() ||
         (is_partition(above) && provides_part(above.parents.front(), part));
}

bool Interpreter::has_check(const Table& table, const Constraint& check) {
  return find_constraint(table, check.index(), name_of(check)) ||
         std::ranges::any_of(table.parents,
                             [&](const QualifiedName& name) { return provides_check(name, check); });
}

void Interpreter::require_checks_of(const Table& parent, const Table& child) {
  for (const Constraint& above : parent.constraints) {
    const auto* check = std::get_if<Check>(&above);
    require(!check || check->no_inherit || has_check(child, above),
            "the table lacks check " + name_of(above).text + " of its parent");
  }
  for (const QualifiedName& name : parent.parents) require_checks_of(table(name), child);
}

void Interpreter::keep_checks_of(const Table& parent, Table& child) {
  for (const Constraint& above : parent.constraints) {
    const auto* check = std::get_if<Check>(&above);
    if (check && !check->no_inherit && !has_check(child, above)) child.constraints.push_back(above);
  }
  for (const QualifiedName& name : parent.parents) keep_checks_of(table(name), child);
}

void Interpreter::run(const AttachTable& op) {
  Table& child = table(op.table.name);
  const Table& parent = table(op.parent);
  for (const auto& above : parent.columns)
    require(find_column(child, above.name),
            "the table has no column " + above.name.text + ", which its parent has");
  require_checks_of(parent, child);
  if (const std::string* bound = option(op.table.options, "partition_bound"))
    child.options = with_option(child.options, "partition_bound", *bound);
  child.parents.push_back(op.parent);
  for (auto& held : child.columns)
    if (find_column(parent, held.name)) held = after_attaching(held, child);
  if (!is_partition(child)) return;
  std::vector<Constraint> parts = *op.table.inherited_constraints;
  std::erase_if(parts, [&](const Constraint& part) {
    return std::ranges::find(child.constraints, part) == child.constraints.end();
  });
  std::erase_if(child.constraints, [&](const Constraint& constraint) {
    const bool parents_check = std::holds_alternative<Check>(constraint) &&
                               find_constraint(parent, constraint.index(), name_of(constraint));
    return parents_check || std::ranges::find(parts, constraint) != parts.end();
  });
  require_one_candidate(child, parts);
  // A declaration need not name what a partition inherits.
  if (op.table.inherited_constraints->empty()) adopt_matching(parent, child);
}

void Interpreter::run(const DetachTable& op) {
  Table& child = table(op.table.name);
  const auto at = std::ranges::find(child.parents, op.parent);
  require(at != child.parents.end(), to_string(op.parent) + " is no parent of the table");
  const Table& parent = table(op.parent);
  const bool was_partition = is_partition(child);
  child.parents.erase(at);
  child.options = with_option(child.options, "partition_bound", "");
  for (auto& held : child.columns)
    if (find_column(parent, held.name) && !inherits_from_another(child, op.parent, held.name))
      held = after_detaching(held);
  for (const Constraint& each : *op.table.inherited_constraints)
    if (was_partition ? provides_part(op.parent, each)
                      : provides_check(op.parent, each) && !has_check(child, each))
      child.constraints.push_back(each);
  if (was_partition) child.inherited_constraints->clear();
  keep_checks_of(parent, child);
  sort_constraints(child.constraints);
}

}  // namespace tenon
