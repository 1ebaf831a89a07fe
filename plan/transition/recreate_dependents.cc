// Finds everything that must be dropped and created again around a change.
#include "plan/transition/recreate_dependents.h"

#include <algorithm>
#include <set>
#include <utility>

#include "model/dialect.h"
#include "model/error.h"
#include "model/inheritance.h"
#include "plan/lookup/identifiers.h"
#include "plan/order/dependency_key.h"
#include "plan/transition/beside_parts.h"
#include "plan/transition/in_place.h"
#include "plan/transition/inheritance.h"
#include "plan/transition/partition_constraints.h"
#include "plan/transition/recreated_types.h"

namespace tenon {

namespace {

bool unlogged(const Table& table) { return option(table.options, "unlogged") != nullptr; }

/// Returns whether the table changes its logging. Logged and unlogged tables may not refer to each other
/// meanwhile.
bool changes_logging(const TableTransition& transition) {
  return transition.kept() && unlogged(*transition.before) != unlogged(*transition.after);
}

bool invalidates_dependents(const ColumnTransition& transition) {
  return transition.is_dropped() || transition.retyped() || transition.recast;
}

class DependentRecreator {
 public:
  DependentRecreator(Transitions& transitions, const PlanInputs& inputs)
      : transitions_(transitions), before_(inputs.before), dialect_(inputs.dialect()), types_(inputs.types) {}

  void run() {
    for (auto& [name, table] : transitions_.tables) replace_what_cannot_change(table);
    if (!dialect_.can_alter_constraints) return;
    const RecreatedTypes recreated(transitions_, before_, types_);
    transitions_.types = recreated.decided();
    collect_replaced_types();
    follow_types(recreated);
    for (const auto& [name, users] : replaced_types_) recast_users(name, *users);
    for (auto& [name, table] : transitions_.tables) replace_computed_columns(table);
    for (auto& [name, table] : transitions_.tables) recreate_own_constraints(table);
    replace_beside_parts(transitions_, before_);
    recreate_references();
  }

  void recreate_nullable_keys() {
    if (!dialect_.can_alter_constraints || !dialect_.keys_refuse_null) return;
    bool any = false;
    for (auto& [name, table] : transitions_.tables)
      if (const PrimaryKey* key = table.kept() ? primary_key(*table.before) : nullptr)
        if (takes_null_meanwhile(table, *key)) {
          table.find_or_add(*key).replace(ReplaceReason::kInheritance);
          any = true;
        }
    if (!any) return;
    replace_beside_parts(transitions_, before_);
    recreate_references();
  }

 private:
  /// Returns whether a column of the key takes NULL meanwhile: DROP NOT NULL on a parent reaches the table,
  /// which sets NOT NULL again.
  static bool takes_null_meanwhile(const TableTransition& table, const PrimaryKey& key) {
    return std::ranges::any_of(key.columns, [&](const Name& name) {
      const ColumnTransition* column = table.column(name);
      return column && column->inherited && column->inherited->nullable && column->before &&
             !column->before->nullable;
    });
  }

  void replace_what_cannot_change(TableTransition& table) {
    for (auto& constraint : table.constraints)
      if (constraint.before && constraint.after && !in_place(*constraint.before, *constraint.after, dialect_))
        constraint.replace(ReplaceReason::kDefinition);
    if (!dialect_.can_alter_columns) return;
    for (auto& [name, column] : table.columns)
      if (column.before && column.after && !can_keep_values(column))
        column.replace(ReplaceReason::kDefinition);
  }

  /// Returns whether ALTER TABLE can lead from one column to the other. A computed column keeps its type and
  /// expression; only one that is stored can become a plain column (DROP EXPRESSION).
  static bool can_keep_values(const ColumnTransition& column) {
    if (column.after->generated)
      return !column.retyped() && column.before->generated == column.after->generated;
    return !column.before->generated || column.before->generated->stored;
  }

  void collect_replaced_types() {
    const auto collect = [&](const QualifiedName& name, bool replaced, std::vector<TypeUser>& users) {
      users.clear();
      if (replaced) replaced_types_[name] = &users;
    };
    for (auto& [name, type] : transitions_.enums) collect(name, type.replaced(), type.users);
    for (auto& [key, type] : transitions_.types) collect(key.second, type.replaced, type.users);
  }

  /// Decides for everything that uses a recreated type: columns that can follow it only through text,
  /// defaults, and expressions that name it.
  void follow_types(const RecreatedTypes& recreated) {
    if (recreated.names().empty()) return;
    for (const auto& table : before_.tables) {
      const TableTransition* of_table = transitions_.table(table.name);
      if (of_table && !of_table->after) continue;
      for (const auto& column : table.columns) follow_types(recreated, table, column);
      for (const auto& name : recreated.names()) recreate_users_of_type(name, table);
    }
  }

  void follow_types(const RecreatedTypes& recreated, const Table& table, const Column& column) {
    const TableTransition* of_table = transitions_.table(table.name);
    const ColumnTransition* known = of_table ? of_table->column(column.name) : nullptr;
    const Column* after = known ? known->after : &column;
    if (!after || (known && known->is_dropped())) return;
    const bool via_text = recreated.needs_text_cast(column.type, after->type);
    const bool drops_default = column.default_value && !replaced_under(column) &&
                               (via_text || recreated.are_named_in(column.default_value->text));
    if (!via_text && !drops_default) return;
    ColumnTransition& transition = transitions_.find_or_add(table).find_or_add(column);
    if (column.generated) transition.replace(ReplaceReason::kType);
    transition.recast = transition.cast_via_text = via_text && !transition.replaced;
    transition.default_dropped = drops_default;
  }

  /// Returns whether the type of the column is replaced under it; the op drops the default and sets it again.
  bool replaced_under(const Column& column) const {
    const auto type = types_.of(column.type);
    return type && replaced_types_.contains(*type);
  }

  void recast_users(const QualifiedName& type, std::vector<TypeUser>& users) {
    for (const auto& table : before_.tables) {
      const TableTransition* of_table = transitions_.table(table.name);
      if (of_table && !of_table->after) continue;
      for (const auto& column : table.columns)
        if (types_.of(column.type) == type) recast(type, users, table, column);
    }
  }

  /// Returns whether the column gets another type before this one is replaced, while all labels exist. Not
  /// where the next type is replaced as well: the column gets it after both.
  bool leaves(const QualifiedName& type, const ColumnTransition& column) const {
    const auto next = types_.of(column.after->type);
    return next != type && (!next || !replaced_types_.contains(*next));
  }

  void recast(const QualifiedName& type, std::vector<TypeUser>& users, const Table& table,
              const Column& column) {
    TableTransition& of_table = transitions_.find_or_add(table);
    ColumnTransition& transition = of_table.find_or_add(column);
    if (transition.is_dropped() || transition.cast_via_text || leaves(type, transition)) return;
    if (is_inherited(table, column)) {  // recast together with its parent
      transition.recast = true;
      return;
    }
    if (column.generated) {
      transition.replace(ReplaceReason::kType);  // no USING can recast a computed column
      return;
    }
    transition.recast = true;
    const bool keeps_default =
        column.default_value == transition.after->default_value && column.type == transition.after->type;
    users.push_back({{table.name, column.name},
                     column.type,
                     keeps_default ? transition.after->default_value : std::nullopt,
                     inherited_settings(column.options)});
  }

  /// Recreates the constraints and computed columns that name the type: they are bound to the old one.
  void recreate_users_of_type(const QualifiedName& type, const Table& table) {
    const auto says = [&](std::string_view sql) { return references_name(sql, type.name, dialect_); };
    for (const auto& constraint : table.constraints)
      if (std::ranges::any_of(expressions_of(constraint), says))
        transitions_.find_or_add(table).find_or_add(constraint).replace(ReplaceReason::kType);
    for (const auto& column : table.columns)
      if (column.generated && says(column.generated->sqltext.text)) {
        ColumnTransition& transition = transitions_.find_or_add(table).find_or_add(column);
        if (transition.after && transition.after->generated) transition.replace(ReplaceReason::kType);
      }
  }

  void replace_computed_columns(TableTransition& table) {
    if (!table.kept()) return;
    for (const auto& column : table.before->columns) {
      if (!column.generated || !references_changed_column(table, column.generated->sqltext.text)) continue;
      ColumnTransition& transition = table.find_or_add(column);
      if (transition.after && transition.after->generated) transition.replace(ReplaceReason::kColumn);
    }
  }

  bool references_changed_column(const TableTransition& table, std::string_view sql) const {
    return std::ranges::any_of(table.columns, [&](const auto& entry) {
      return invalidates_dependents(entry.second) && references_column(sql, entry.first, dialect_);
    });
  }

  void recreate_own_constraints(TableTransition& table) {
    if (!table.kept()) return;
    for (const auto& constraint : table.before->constraints)
      if (must_be_recreated(table, constraint)) table.find_or_add(constraint).replace(ReplaceReason::kColumn);
    if (parents_kept(*table.before, *table.after) > 0) return;
    // What it has inherited is its own once it has left its parents.
    for (const auto& constraint : *table.before->inherited_constraints)
      if (stays(*table.after, constraint) && must_be_recreated(table, constraint))
        table.find_or_add(constraint).replace(ReplaceReason::kColumn);
  }

  static bool stays(const Table& after, const Constraint& inherited) {
    const auto& all = *after.inherited_constraints;
    return find_constraint(after, inherited.index(), name_of(inherited)) ||
           std::ranges::find(all, inherited) != all.end();
  }

  bool must_be_recreated(const TableTransition& table, const Constraint& constraint) const {
    const bool reference = std::holds_alternative<ForeignKey>(constraint);
    if (reference && changes_logging(table)) return true;
    const auto names = columns_of(constraint);
    return std::ranges::any_of(table.columns, [&](const auto& entry) {
      const auto& [name, transition] = entry;
      const bool named = std::ranges::find(names, name) != names.end();
      if (named && (transition.is_dropped() || transition.cast_via_text ||
                    (reference && invalidates_dependents(transition))))
        return true;
      if (!transition.is_dropped() && !transition.changes_base_type() && !transition.recast) return false;
      return std::ranges::any_of(expressions_of(constraint), [&, &column = name](std::string_view sql) {
        return references_column(sql, column, dialect_);
      });
    });
  }

  /// Returns the keys of a table that are dropped or replaced, or that list a column that changes, be it in
  /// INCLUDE.
  std::set<DependencyKey> dropped_keys(const TableTransition& table) const {
    std::set<DependencyKey> keys;
    const auto note = [&](const Constraint& key) {
      const auto columns = referable_columns(key, dialect_);
      if (!columns.empty()) keys.insert(key_dependency(table.before->name, columns));
    };
    for (const auto& transition : table.constraints)
      if (transition.is_dropped()) note(*transition.before);
    for (const auto& constraint : table.before->constraints)
      if (std::ranges::any_of(columns_of(constraint), [&](const Name& name) {
            const ColumnTransition* column = table.column(name);
            return column && invalidates_dependents(*column);
          }))
        note(constraint);
    return keys;
  }

  /// Returns whether a foreign key is affected by a change of `parent`: the table that it refers to, or an
  /// ancestor of that.
  bool must_be_recreated(const TableTransition& parent, const std::set<DependencyKey>& keys,
                         const ForeignKey& reference) const {
    if (changes_logging(parent)) return true;
    if (keys.contains(key_dependency(parent.before->name, reference.referred_columns))) return true;
    return std::ranges::any_of(reference.referred_columns, [&](const Name& name) {
      const ColumnTransition* column = parent.column(name);
      return column && invalidates_dependents(*column);
    });
  }

  /// Returns the ancestors of partitions that are detached for a while: no foreign key may refer to their
  /// rows then.
  std::set<QualifiedName> rebound_wholes() const {
    std::set<QualifiedName> wholes;
    const auto note = [&](const QualifiedName& parent) {
      for (const QualifiedName& whole : ancestry_of(before_, parent)) wholes.insert(whole);
    };
    for (const auto& [name, transition] : transitions_.tables) {
      if (is_rebound(transition)) note(transition.before->parents.front());
      for (const ConstraintTransition& each : transition.constraints) {
        if (each.is_dropped())
          for (const Table* part : attached_key_indexes(transitions_, before_, name, *each.before).staying)
            note(part->parents.front());
        const bool goes =
            each.is_dropped() && is_part_of_what_stays(transitions_, before_, name, *each.before);
        const bool comes = (!each.before || each.replaced) && each.after &&
                           part_instead_of(transitions_, before_, name, *each.after);
        if (goes || comes) note(transition.before->parents.front());
      }
    }
    return wholes;
  }

  void recreate_references() {
    const std::set<QualifiedName> rebound = rebound_wholes();
    std::map<QualifiedName, std::set<DependencyKey>> keys;
    for (const auto& [name, transition] : transitions_.tables)
      if (transition.kept()) keys.emplace(name, dropped_keys(transition));
    for (const auto& table : before_.tables) {
      const TableTransition* of_table = transitions_.table(table.name);
      if (of_table && !of_table->after) continue;
      for (const auto& constraint : table.constraints) {
        const auto* reference = std::get_if<ForeignKey>(&constraint);
        if (!reference) continue;
        bool is_affected = rebound.contains(reference->referred_table);
        for (const QualifiedName& name : ancestry_of(before_, reference->referred_table)) {
          const auto parent = keys.find(name);
          is_affected =
              is_affected || (parent != keys.end() &&
                              must_be_recreated(*transitions_.table(name), parent->second, *reference));
        }
        if (is_affected)
          transitions_.find_or_add(table).find_or_add(constraint).replace(ReplaceReason::kReferred);
      }
    }
  }

  Transitions& transitions_;
  const Catalog& before_;
  const Dialect& dialect_;
  const TypeNames& types_;
  std::map<QualifiedName, std::vector<TypeUser>*> replaced_types_;
};

}  // namespace

Transitions recreate_dependents(Transitions transitions, const PlanInputs& inputs) {
  DependentRecreator(transitions, inputs).run();
  return transitions;
}

Transitions recreate_nullable_keys(Transitions transitions, const PlanInputs& inputs) {
  DependentRecreator(transitions, inputs).recreate_nullable_keys();
  return transitions;
}

}  // namespace tenon
