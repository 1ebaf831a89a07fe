#include "plan/transition/recreate_dependents.h"

#include <algorithm>
#include <set>
#include <utility>

#include "model/dialect.h"
#include "model/error.h"
#include "model/inheritance.h"
#include "plan/lookup/identifiers.h"
#include "plan/order/dependency_key.h"
#include "plan/transition/in_place.h"
#include "plan/transition/inheritance.h"
#include "plan/transition/partition_constraints.h"
#include "plan/transition/recreated_types.h"

namespace tenon {

namespace {

bool unlogged(const Table& table) { return option(table.options, "unlogged") != nullptr; }

/// Logged and unlogged tables may not refer to each other while they change.
bool changes_logging(const TableTransition& transition) {
  return transition.kept() && unlogged(*transition.before) != unlogged(*transition.after);
}

bool invalidates_dependents(const ColumnTransition& transition) {
  return transition.is_dropped() || transition.retyped() || transition.recast;
}

class DependentRecreator {
 public:
  DependentRecreator(Transitions& transitions, const Catalog& before, const TypeNames& types)
      : transitions_(transitions), before_(before), dialect_(*before.dialect), types_(types) {}

  void recreate_dependents() {
    for (auto& [name, transition] : transitions_.tables) replace_what_cannot_change(transition);
    if (!dialect_.can_alter_constraints) return;
    const RecreatedTypes recreated(transitions_, before_, types_);
    collect_replaced_types();
    follow_types(recreated);
    for (const auto& [name, users] : replaced_types_) recast_users(name, *users);
    for (auto& [name, transition] : transitions_.tables) replace_computed_columns(transition);
    for (auto& [name, transition] : transitions_.tables) recreate_own_constraints(transition);
    recreate_references();
  }

  void recreate_keys_over_inherited_columns() {
    if (!dialect_.can_alter_constraints) return;
    bool any = false;
    for (auto& [name, transition] : transitions_.tables)
      if (const PrimaryKey* key = transition.kept() ? primary_key(*transition.before) : nullptr)
        if (takes_null_meanwhile(transition, *key)) {
          replace(transition.find_or_add(*key));
          any = true;
        }
    if (any) recreate_references();
  }

 private:
  /// A parent that comes to take NULL in a column takes the table along, which refuses NULL again.
  static bool takes_null_meanwhile(const TableTransition& table, const PrimaryKey& key) {
    return std::ranges::any_of(key.columns, [&](const Name& name) {
      const ColumnTransition* column = table.column(name);
      return column && column->inherited && column->inherited->nullable && column->before &&
             !column->before->nullable;
    });
  }

  void replace_what_cannot_change(TableTransition& table) {
    for (auto& transition : table.constraints)
      if (transition.before && transition.after)
        transition.replaced =
            transition.replaced || !in_place(*transition.before, *transition.after, dialect_);
    if (!dialect_.can_alter_columns) return;
    for (auto& [name, transition] : table.columns) {
      if (!transition.before || !transition.after) continue;
      if (!transition.after->generated) {  // only what is stored can stay when it is computed no longer
        transition.replaced = transition.before->generated && !transition.before->generated->stored;
        continue;
      }
      transition.replaced =
          transition.retyped() || transition.before->generated != transition.after->generated;
    }
  }

  void collect_replaced_types() {
    for (auto& [name, transition] : transitions_.enums)
      if (transition.replaced()) replaced_types_[name] = &transition.users;
    for (auto& [key, transition] : transitions_.types)
      if (transition.replaced) replaced_types_[key.second] = &transition.users;
  }

  /// What leans on a type that moves: columns that can only follow it by way of text, defaults, and whatever
  /// says its name.
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
    const bool parts = recreated.needs_text_cast(column.type, after->type);
    const bool drops_default = column.default_value && !replaced_under(column) &&
                               (parts || recreated.are_named_in(column.default_value->text));
    if (!parts && !drops_default) return;
    ColumnTransition& transition = transitions_.find_or_add(table).find_or_add(column);
    transition.replaced = column.generated.has_value();
    transition.recast = transition.cast_via_text = parts && !transition.replaced;
    transition.default_dropped = drops_default;
  }

  /// Whether the column has a type that is made anew under it, which takes its default off and puts it back.
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

  /// A column that leaves the type does so before it is replaced, with all labels at hand; unless it leaves
  /// for another that is replaced too: then it is recreated on after both.
  bool leaves(const QualifiedName& type, const ColumnTransition& column) const {
    const auto next = types_.of(column.after->type);
    return next != type && (!next || !replaced_types_.contains(*next));
  }

  void recast(const QualifiedName& type, std::vector<TypeUser>& users, const Table& table,
              const Column& column) {
    TableTransition& of_table = transitions_.find_or_add(table);
    ColumnTransition& transition = of_table.find_or_add(column);
    if (transition.is_dropped() || transition.cast_via_text || leaves(type, transition)) return;
    if (is_inherited(table, column)) {  // recast with its parent's
      transition.recast = true;
      return;
    }
    if (column.generated) {
      transition.replaced = true;  // no USING can recast what is computed
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

  /// What says the type's name says it of the one that is thrown away.
  void recreate_users_of_type(const QualifiedName& type, const Table& table) {
    const auto says = [&](std::string_view sql) { return references_name(sql, type.name, dialect_); };
    for (const auto& constraint : table.constraints)
      if (std::ranges::any_of(expressions_of(constraint), says))
        replace(transitions_.find_or_add(table).find_or_add(constraint));
    for (const auto& column : table.columns)
      if (column.generated && says(column.generated->sqltext.text)) {
        ColumnTransition& transition = transitions_.find_or_add(table).find_or_add(column);
        transition.replaced = transition.after && transition.after->generated;
      }
  }

  static void replace(ConstraintTransition& transition) {
    if (transition.after) transition.replaced = true;
  }

  void replace_computed_columns(TableTransition& table) {
    if (!table.kept()) return;
    for (const auto& column : table.before->columns) {
      if (!column.generated || !references_changed_column(table, column.generated->sqltext.text)) continue;
      ColumnTransition& transition = table.find_or_add(column);
      if (transition.after && transition.after->generated) transition.replaced = true;
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
      if (must_be_recreated(table, constraint)) replace(table.find_or_add(constraint));
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

  /// The keys of a table that go or are made anew with a column, be it one that they only include; as things.
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

  /// `parent`: what the foreign key refers to, or what that is a part of.
  bool must_be_recreated(const TableTransition& parent, const std::set<DependencyKey>& keys,
                         const ForeignKey& reference) const {
    if (changes_logging(parent)) return true;
    if (keys.contains(key_dependency(parent.before->name, reference.referred_columns))) return true;
    return std::ranges::any_of(reference.referred_columns, [&](const Name& name) {
      const ColumnTransition* column = parent.column(name);
      return column && invalidates_dependents(*column);
    });
  }

  /// The tables above partitions that are detached for a while: not with rows that others refer to.
  std::set<QualifiedName> rebound_wholes() const {
    std::set<QualifiedName> wholes;
    const auto note = [&](const QualifiedName& parent) {
      for (const QualifiedName& whole : ancestry_of(before_, parent)) wholes.insert(whole);
    };
    for (const auto& [name, transition] : transitions_.tables) {
      if (is_rebound(transition)) note(transition.before->parents.front());
      for (const ConstraintTransition& each : transition.constraints)
        if (each.is_dropped() &&
            !attached_key_indexes(transitions_, before_, name, *each.before).staying.empty())
          note(name);
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
        bool is_dropped = rebound.contains(reference->referred_table);
        for (const QualifiedName& name : ancestry_of(before_, reference->referred_table)) {
          const auto parent = keys.find(name);
          is_dropped = is_dropped || (parent != keys.end() && must_be_recreated(*transitions_.table(name),
                                                                                parent->second, *reference));
        }
        if (is_dropped) replace(transitions_.find_or_add(table).find_or_add(constraint));
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

void recreate_dependents(Transitions& transitions, const Catalog& before, const TypeNames& types) {
  DependentRecreator(transitions, before, types).recreate_dependents();
}

void recreate_keys_over_inherited_columns(Transitions& transitions, const Catalog& before,
                                          const TypeNames& types) {
  DependentRecreator(transitions, before, types).recreate_keys_over_inherited_columns();
}

}  // namespace tenon
