#include <algorithm>
#include <utility>

#include "model/dialect.h"
#include "model/inheritance.h"
#include "plan/order/object_key.h"
#include "plan/simulate/interpreter.h"
#include "plan/transition/in_place.h"
#include "plan/transition/partition_constraints.h"

namespace tenon {

namespace {

bool stands_alone(const Constraint& constraint, const Dialect& dialect) {
  return dialect.can_alter_constraints || std::holds_alternative<Index>(constraint) ||
         (dialect.can_alter_checks && std::holds_alternative<Check>(constraint));
}

}  // namespace

void Interpreter::run(const AddConstraint& op) {
  want(stands_alone(op.constraint, dialect_), "constraints cannot be altered");
  Table& of = table(op.table);
  want_columns(of, op.constraint);
  want_free_slots(of, op.constraint);
  of.constraints.push_back(op.constraint);
  sort_constraints(of.constraints);
  take_in(op.table, op.constraint);
}

void Interpreter::take_in(const QualifiedName& parent, const Constraint& made) {
  if (!is_valid(made) || !has_index(made)) return;
  for (Table* heir : heirs(parent)) {
    if (!is_partition(*heir)) continue;
    const auto alike = std::ranges::find_if(heir->constraints, [&](const Constraint& own) {
      return own.index() == made.index() && renamed(own, name_of(made), named_by(made)) == made;
    });
    if (alike != heir->constraints.end()) heir->constraints.erase(alike);
    take_in(heir->name, made);
  }
}

void Interpreter::run(const DropConstraint& op) {
  want(stands_alone(op.constraint, dialect_), "constraints cannot be altered");
  Table& of = table(op.table);
  same(of, op.constraint);
  want_unreferred(of, op.constraint);
  std::erase(of.constraints, op.constraint);
}

void Interpreter::run(const RenameConstraint& op) {
  want(dialect_.can_alter_constraints, "constraints cannot be altered");
  Table& of = table(op.table);
  const Constraint before = same(of, op.actual);
  const Constraint after = renamed(before, op.to, NamedBy::kUser);
  std::erase(of.constraints, before);
  want_free_slots(of, after);
  of.constraints.push_back(after);
  sort_constraints(of.constraints);
  if (std::holds_alternative<Check>(before)) hand_down_renamed(op.table, before, op.to);
}

void Interpreter::hand_down_renamed(const QualifiedName& parent, const Constraint& check, const Name& to) {
  for (Table* heir : heirs(parent)) {
    for (Constraint& own : heir->constraints)
      if (own.index() == check.index() && name_of(own) == name_of(check))
        own = renamed(std::move(own), to, NamedBy::kUser);
    sort_constraints(heir->constraints);
    hand_down_renamed(heir->name, check, to);
  }
}

void Interpreter::run(const AlterConstraint& op) {
  Constraint& altered = same(table(op.table), op.actual);
  const auto steps = in_place(op.actual, op.declared, dialect_);
  want(steps && steps->altered == op.declared && name_of(op.actual) == name_of(op.declared),
       "this cannot be changed in place");
  for (const auto& slot : marks_of(op.declared, op.table)) {
    const auto own = marks_of(op.actual, op.table);
    if (std::ranges::find(own, slot) == own.end())
      want_free_slot(table(op.table), slot, name_of(op.declared));
  }
  altered = op.declared;
}

void Interpreter::run(const ValidateConstraint& op) {
  Constraint& validated = constraint(table(op.table), op.constraint);
  const auto steps = in_place(validated, op.constraint, dialect_);
  want(steps && steps->validated && !steps->altered, "there is nothing to validate");
  validated = op.constraint;
}

}  // namespace tenon
