#include "plan/transition/recreate_dependents.h"

#include <algorithm>
#include <set>
#include <utility>

#include "model/dialect.h"
#include "model/error.h"
#include "model/inheritance.h"
#include "plan/lookup/identifiers.h"
#include "plan/order/object_key.h"
#include "plan/transition/in_place.h"
#include "plan/transition/inheritance.h"
#include "plan/transition/partition_constraints.h"
#include "plan/transition/recreated_types.h"

namespace tenon {

namespace {

bool unlogged(const Table& table) { return option(table.options, "unlogged") != nullptr; }

/// Logged and unlogged tables may not refer to each other while they change.
bool changes_logging(const TableFate& fate) {
  return fate.kept() && unlogged(*fate.actual) != unlogged(*fate.declared);
}

bool moves(const ColumnFate& fate) { return fate.goes() || fate.retyped() || fate.recast; }

class Lifter {
 public:
  Lifter(Fates& fates, const Catalog& actual, const TypeNames& types)
      : fates_(fates), actual_(actual), dialect_(*actual.dialect), types_(types) {}

  void lift() {
    for (auto& [name, fate] : fates_.tables) replace_what_cannot_change(fate);
    if (!dialect_.can_alter_constraints) return;
    const MovedTypes moved(fates_, actual_, types_);
    note_replaced_types();
    follow_types(moved);
    for (const auto& [name, users] : replaced_types_) recast_users(name, *users);
    for (auto& [name, fate] : fates_.tables) replace_derived(fate);
    for (auto& [name, fate] : fates_.tables) lift_own(fate);
    lift_references();
  }

  void lift_what_parents_stop() {
    if (!dialect_.can_alter_constraints) return;
    bool any = false;
    for (auto& [name, fate] : fates_.tables)
      if (const PrimaryKey* key = fate.kept() ? primary_key(*fate.actual) : nullptr)
        if (takes_null_meanwhile(fate, *key)) {
          replace(fate.touch(*key));
          any = true;
        }
    if (any) lift_references();
  }

 private:
  /// A parent that comes to take NULL in a column takes the table along, which refuses NULL again.
  static bool takes_null_meanwhile(const TableFate& table, const PrimaryKey& key) {
    return std::ranges::any_of(key.columns, [&](const Name& name) {
      const ColumnFate* column = table.column(name);
      return column && column->handed && column->handed->nullable && column->actual &&
             !column->actual->nullable;
    });
  }

  void replace_what_cannot_change(TableFate& table) {
    for (auto& fate : table.constraints)
      if (fate.actual && fate.declared)
        fate.replaced = fate.replaced || !in_place(*fate.actual, *fate.declared, dialect_);
    if (!dialect_.can_alter_columns) return;
    for (auto& [name, fate] : table.columns) {
      if (!fate.actual || !fate.declared) continue;
      if (!fate.declared->generated) {  // only what is stored can stay when it is computed no longer
        fate.replaced = fate.actual->generated && !fate.actual->generated->stored;
        continue;
      }
      fate.replaced = fate.retyped() || fate.actual->generated != fate.declared->generated;
    }
  }

  void note_replaced_types() {
    for (auto& [name, fate] : fates_.enums)
      if (fate.replaced()) replaced_types_[name] = &fate.users;
    for (auto& [key, fate] : fates_.types)
      if (fate.replaced) replaced_types_[key.second] = &fate.users;
  }

  /// What leans on a type that moves: columns that can only follow it by way of text, defaults, and whatever
  /// says its name.
  void follow_types(const MovedTypes& moved) {
    if (moved.names().empty()) return;
    for (const auto& table : actual_.tables) {
      const TableFate* of_table = fates_.table(table.name);
      if (of_table && !of_table->declared) continue;
      for (const auto& column : table.columns) follow_types(moved, table, column);
      for (const auto& name : moved.names()) lift_mentions(name, table);
    }
  }

  void follow_types(const MovedTypes& moved, const Table& table, const Column& column) {
    const TableFate* of_table = fates_.table(table.name);
    const ColumnFate* known = of_table ? of_table->column(column.name) : nullptr;
    const Column* declared = known ? known->declared : &column;
    if (!declared || (known && known->goes())) return;
    const bool parts = moved.part(column.type, declared->type);
    const bool is_bared = column.default_value && !replaced_under(column) &&
                          (parts || moved.are_in(column.default_value->text));
    if (!parts && !is_bared) return;
    ColumnFate& fate = fates_.touch(table).touch(column);
    fate.replaced = column.generated.has_value();
    fate.recast = fate.aside = parts && !fate.replaced;
    fate.bared = is_bared;
  }

  /// Whether the column has a type that is made anew under it, which takes its default off and puts it back.
  bool replaced_under(const Column& column) const {
    const auto type = types_.of(column.type);
    return type && replaced_types_.contains(*type);
  }

  void recast_users(const QualifiedName& type, std::vector<TypeUser>& users) {
    for (const auto& table : actual_.tables) {
      const TableFate* of_table = fates_.table(table.name);
      if (of_table && !of_table->declared) continue;
      for (const auto& column : table.columns)
        if (types_.of(column.type) == type) recast(type, users, table, column);
    }
  }

  /// A column that leaves the type does so before it is replaced, with all labels at hand; unless it leaves
  /// for another that is replaced too: then it is moved on after both.
  bool leaves(const QualifiedName& type, const ColumnFate& column) const {
    const auto next = types_.of(column.declared->type);
    return next != type && (!next || !replaced_types_.contains(*next));
  }

  void recast(const QualifiedName& type, std::vector<TypeUser>& users, const Table& table,
              const Column& column) {
    TableFate& of_table = fates_.touch(table);
    ColumnFate& fate = of_table.touch(column);
    if (fate.goes() || fate.aside || leaves(type, fate)) return;
    if (is_inherited(table, column)) {  // recast with its parent's
      fate.recast = true;
      return;
    }
    if (column.generated) {
      fate.replaced = true;  // no USING can recast what is computed
      return;
    }
    fate.recast = true;
    const bool keeps_default =
        column.default_value == fate.declared->default_value && column.type == fate.declared->type;
    users.push_back({{table.name, column.name},
                     column.type,
                     keeps_default ? fate.declared->default_value : std::nullopt,
                     inherited_settings(column.options)});
  }

  /// What says the type's name says it of the one that is thrown away.
  void lift_mentions(const QualifiedName& type, const Table& table) {
    const auto says = [&](std::string_view sql) { return mentions_name(sql, type.name, dialect_); };
    for (const auto& constraint : table.constraints)
      if (std::ranges::any_of(expressions_of(constraint), says))
        replace(fates_.touch(table).touch(constraint));
    for (const auto& column : table.columns)
      if (column.generated && says(column.generated->sqltext.text)) {
        ColumnFate& fate = fates_.touch(table).touch(column);
        fate.replaced = fate.declared && fate.declared->generated;
      }
  }

  static void replace(ConstraintFate& fate) {
    if (fate.declared) fate.replaced = true;
  }

  void replace_derived(TableFate& table) {
    if (!table.kept()) return;
    for (const auto& column : table.actual->columns) {
      if (!column.generated || !mentions_moving(table, column.generated->sqltext.text)) continue;
      ColumnFate& fate = table.touch(column);
      if (fate.declared && fate.declared->generated) fate.replaced = true;
    }
  }

  bool mentions_moving(const TableFate& table, std::string_view sql) const {
    return std::ranges::any_of(table.columns, [&](const auto& entry) {
      return moves(entry.second) && mentions_column(sql, entry.first, dialect_);
    });
  }

  void lift_own(TableFate& table) {
    if (!table.kept()) return;
    for (const auto& constraint : table.actual->constraints)
      if (must_go(table, constraint)) replace(table.touch(constraint));
  }

  bool must_go(const TableFate& table, const Constraint& constraint) const {
    const bool reference = std::holds_alternative<ForeignKey>(constraint);
    if (reference && changes_logging(table)) return true;
    const auto names = columns_of(constraint);
    return std::ranges::any_of(table.columns, [&](const auto& entry) {
      const auto& [name, fate] = entry;
      const bool named = std::ranges::find(names, name) != names.end();
      if (named && (fate.goes() || fate.aside || (reference && moves(fate)))) return true;
      if (!fate.goes() && !fate.rebased() && !fate.recast) return false;
      return std::ranges::any_of(expressions_of(constraint), [&, &column = name](std::string_view sql) {
        return mentions_column(sql, column, dialect_);
      });
    });
  }

  /// The keys of a table that go or are made anew with a column, be it one that they only include; as things.
  std::set<Thing> keys_that_go(const TableFate& table) const {
    std::set<Thing> keys;
    const auto note = [&](const Constraint& key) {
      const auto columns = referable_columns(key, dialect_);
      if (!columns.empty()) keys.insert(key_thing(table.actual->name, columns));
    };
    for (const auto& fate : table.constraints)
      if (fate.goes()) note(*fate.actual);
    for (const auto& constraint : table.actual->constraints)
      if (std::ranges::any_of(columns_of(constraint), [&](const Name& name) {
            const ColumnFate* column = table.column(name);
            return column && moves(*column);
          }))
        note(constraint);
    return keys;
  }

  /// `parent`: what the foreign key refers to, or what that is a part of.
  bool must_go(const TableFate& parent, const std::set<Thing>& keys, const ForeignKey& reference) const {
    if (changes_logging(parent)) return true;
    if (keys.contains(key_thing(parent.actual->name, reference.referred_columns))) return true;
    return std::ranges::any_of(reference.referred_columns, [&](const Name& name) {
      const ColumnFate* column = parent.column(name);
      return column && moves(*column);
    });
  }

  /// The tables above partitions that are detached for a while: not with rows that others refer to.
  std::set<QualifiedName> rebound_wholes() const {
    std::set<QualifiedName> wholes;
    const auto note = [&](const QualifiedName& parent) {
      for (const QualifiedName& whole : line_of(actual_, parent)) wholes.insert(whole);
    };
    for (const auto& [name, fate] : fates_.tables) {
      if (is_rebound(fate)) note(fate.actual->parents.front());
      for (const ConstraintFate& each : fate.constraints)
        if (each.goes() && !partitions_with_keys_in(fates_, actual_, name, *each.actual).staying.empty())
          note(name);
    }
    return wholes;
  }

  void lift_references() {
    const std::set<QualifiedName> rebound = rebound_wholes();
    std::map<QualifiedName, std::set<Thing>> keys;
    for (const auto& [name, fate] : fates_.tables)
      if (fate.kept()) keys.emplace(name, keys_that_go(fate));
    for (const auto& table : actual_.tables) {
      const TableFate* of_table = fates_.table(table.name);
      if (of_table && !of_table->declared) continue;
      for (const auto& constraint : table.constraints) {
        const auto* reference = std::get_if<ForeignKey>(&constraint);
        if (!reference) continue;
        bool goes = rebound.contains(reference->referred_table);
        for (const QualifiedName& name : line_of(actual_, reference->referred_table)) {
          const auto parent = keys.find(name);
          goes = goes || (parent != keys.end() && must_go(*fates_.table(name), parent->second, *reference));
        }
        if (goes) replace(fates_.touch(table).touch(constraint));
      }
    }
  }

  Fates& fates_;
  const Catalog& actual_;
  const Dialect& dialect_;
  const TypeNames& types_;
  std::map<QualifiedName, std::vector<TypeUser>*> replaced_types_;
};

}  // namespace

void lift(Fates& fates, const Catalog& actual, const TypeNames& types) {
  Lifter(fates, actual, types).lift();
}

void lift_what_parents_stop(Fates& fates, const Catalog& actual, const TypeNames& types) {
  Lifter(fates, actual, types).lift_what_parents_stop();
}

}  // namespace tenon
