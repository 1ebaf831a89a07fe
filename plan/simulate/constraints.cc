// Runs the ops on constraints.
#include <algorithm>
#include <utility>

#include "model/dialect.h"
#include "model/inheritance.h"
#include "plan/order/dependency_key.h"
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
  require(stands_alone(op.constraint, dialect_), "constraints cannot be altered");
  Table& of = table(op.table);
  require_columns(of, op.constraint);
  if (op.build == Build::kFromIndex) release_index(of, op);
  require_free_claims(of, op.constraint);
  of.constraints.push_back(op.constraint);
  sort_constraints(of.constraints);
  adopt_indexes(op.table, op.constraint);
}

void Interpreter::release_index(Table& of, const AddConstraint& op) {
  const auto at = std::ranges::find_if(of.constraints, [&](const Constraint& each) {
    return std::holds_alternative<Index>(each) && name_of(each) == op.index;
  });
  require(at != of.constraints.end(), "no index " + op.index.text + " to take");
  const Index& index = std::get<Index>(*at);
  require(index.unique && index.valid && !index.where && columns_of(*at) == columns_of(op.constraint),
          "index " + op.index.text + " is not the key's");
  of.constraints.erase(at);
}

void Interpreter::adopt_indexes(const QualifiedName& parent, const Constraint& made) {
  if (!is_valid(made) || !has_index(made)) return;
  for (Table* child : children(parent)) {
    if (!is_partition(*child)) continue;
    const auto alike = std::ranges::find_if(child->constraints, [&](const Constraint& own) {
      return own.index() == made.index() && common_definition(own) == common_definition(made);
    });
    if (alike != child->constraints.end()) child->constraints.erase(alike);
    adopt_indexes(child->name, made);
  }
}

void Interpreter::run(const DropConstraint& op) {
  require(stands_alone(op.constraint, dialect_), "constraints cannot be altered");
  Table& of = table(op.table);
  expected(of, op.constraint);
  require_unreferred(of, op.constraint);
  std::erase(of.constraints, op.constraint);
}

void Interpreter::run(const RenameConstraint& op) {
  require(dialect_.can_alter_constraints, "constraints cannot be altered");
  Table& of = table(op.table);
  const Constraint before = expected(of, op.actual);
  const Constraint after = renamed(before, op.to, NamedBy::kUser);
  std::erase(of.constraints, before);
  require_free_claims(of, after);
  of.constraints.push_back(after);
  sort_constraints(of.constraints);
  if (std::holds_alternative<Check>(before)) propagate_renamed(op.table, before, op.to);
}

void Interpreter::propagate_renamed(const QualifiedName& parent, const Constraint& check, const Name& to) {
  for (Table* child : children(parent)) {
    for (Constraint& own : child->constraints)
      if (own.index() == check.index() && name_of(own) == name_of(check))
        own = renamed(std::move(own), to, NamedBy::kUser);
    sort_constraints(child->constraints);
    propagate_renamed(child->name, check, to);
  }
}

void Interpreter::run(const AlterConstraint& op) {
  Constraint& altered = expected(table(op.table), op.actual);
  const auto steps = in_place(op.actual, op.declared, dialect_);
  require(steps && steps->altered == op.declared && name_of(op.actual) == name_of(op.declared),
          "this cannot be changed in place");
  for (const auto& claim : mark_claims_of(op.declared, op.table)) {
    const auto own = mark_claims_of(op.actual, op.table);
    if (std::ranges::find(own, claim) == own.end())
      require_free_claim(table(op.table), claim, name_of(op.declared));
  }
  altered = op.declared;
}

void Interpreter::run(const ValidateConstraint& op) {
  Constraint& validated = constraint(table(op.table), op.constraint);
  const auto steps = in_place(validated, op.constraint, dialect_);
  require(steps && steps->validated && !steps->altered, "there is nothing to validate");
  validated = op.constraint;
}

}  // namespace tenon
