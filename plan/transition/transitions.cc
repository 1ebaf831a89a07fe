// Reads changes into transitions.
#include "plan/transition/transitions.h"

#include <algorithm>
#include <utility>

#include "model/error.h"
#include "model/inheritance.h"
#include "model/overloaded.h"
#include "plan/lookup/type_names.h"

namespace tenon {

bool ColumnTransition::retyped() const {
  return before && after && (before->type != after->type || before->collation != after->collation);
}

bool ColumnTransition::changes_base_type() const {
  return retyped() &&
         (base_of(before->type) != base_of(after->type) || before->collation != after->collation);
}

Column ColumnTransition::intermediate() const {
  Column without = *before;
  if (has_intermediate()) without.default_value.reset();
  if (!cast_via_text) return without;
  const std::string text = before->type.text.ends_with(']') ? "text[]" : "text";
  without.type = Type(text, text);
  without.collation = {};
  without.options = settings_after_retyping(std::move(without.options));
  return without;
}

const ColumnTransition* TableTransition::column(const Name& name) const {
  const auto found = columns.find(name);
  return found == columns.end() ? nullptr : &found->second;
}

ColumnTransition& TableTransition::find_or_add(const Column& column) {
  const auto [at, is_new] = columns.try_emplace(column.name);
  if (!is_new) return at->second;
  const Column* other = after_spelling ? find_column(*after_spelling, column.name) : nullptr;
  at->second.before = &column;
  at->second.after = other && *other == column ? other : &column;
  return at->second;
}

ConstraintTransition& TableTransition::find_or_add(const Constraint& constraint) {
  const auto found = std::ranges::find_if(constraints, [&](const ConstraintTransition& transition) {
    return transition.before && transition.before->index() == constraint.index() &&
           name_of(*transition.before) == name_of(constraint);
  });
  if (found != constraints.end()) return *found;
  const Constraint* wanted =
      after_spelling ? find_constraint(*after_spelling, constraint.index(), name_of(constraint)) : nullptr;
  constraints.push_back({constraint, wanted && *wanted == constraint ? *wanted : constraint});
  return constraints.back();
}

bool EnumTransition::replaced() const {
  if (!before || !after || keeps_labels) return false;
  auto next = after->labels.begin();
  for (const auto& label : before->labels) {
    next = std::find(next, after->labels.end(), label);
    if (next == after->labels.end()) return true;
    ++next;
  }
  return false;
}

const TableTransition* Transitions::table(const QualifiedName& name) const {
  const auto found = tables.find(name);
  return found == tables.end() ? nullptr : &found->second;
}

TableTransition& Transitions::find_or_add(const Table& table) {
  const auto [at, is_new] = tables.try_emplace(table.name);
  if (!is_new) return at->second;
  at->second.before = at->second.after = &table;
  at->second.after_spelling = after ? find_table(*after, table.name) : nullptr;
  return at->second;
}

bool Transitions::is_dropped(const ColumnName& name) const {
  const TableTransition* transition = table(name.table);
  if (!transition || !transition->before) return false;
  if (!transition->after) return true;
  const ColumnTransition* of_column = transition->column(name.column);
  return of_column && of_column->is_dropped();
}

namespace {

/// Both sides of a change; null where the change has no such side.
struct Sides {
  const Key& key;
  const Object* before;
  const Object* after;
};

Sides sides(const Change& change) {
  return std::visit(Overloaded{
                        [](const Dropped& c) {
                          return Sides{c.key, &c.actual, nullptr};
                        },
                        [](const Altered& c) {
                          return Sides{c.key, &c.actual, &c.declared};
                        },
                        [](const Renamed& c) {
                          return Sides{c.key, &c.actual, &c.declared};
                        },
                        [](const Added& c) {
                          return Sides{c.key, nullptr, &c.declared};
                        },
                    },
                    change);
}

class Reader {
 public:
  Reader(const Catalog& before, const Catalog& after) : before_(before), after_(after) {}

  Transitions read(const std::vector<Change>& changes) {
    transitions_.after = &after_;
    for (const auto& change : changes) require_no_renamed_data(change);
    // Tables first: columns and constraints are read into them.
    for (const auto& change : changes)
      if (key_of(change).table.empty()) read_outer(sides(change));
    for (const auto& change : changes)
      if (!key_of(change).table.empty()) read_inner(sides(change));
    return std::move(transitions_);
  }

 private:
  static void require_no_renamed_data(const Change& change) {
    const auto* renamed = std::get_if<Renamed>(&change);
    if (renamed && !constraint_of(renamed->declared))
      throw Error(Fault::kUnsupported, "renaming " + to_string(renamed->key) + " from " +
                                           renamed->actual_name.text + " cannot be planned");
  }

  template <class T>
  static const T* get(const Object* object) {
    return object ? std::get_if<T>(object) : nullptr;
  }

  void read_outer(const Sides& change) {
    const QualifiedName name{change.key.schema, change.key.name};
    const Object& any = change.after ? *change.after : *change.before;
    if (const auto* schema = std::get_if<Schema>(&any))
      transitions_.schemas[schema->name] = {get<Schema>(change.before), get<Schema>(change.after)};
    if (std::holds_alternative<Extension>(any))
      transitions_.extensions[change.key.name] = {get<Extension>(change.before),
                                                  get<Extension>(change.after)};
    if (user_type_of(any)) {
      TypeTransition& transition = transitions_.types[{change.key.kind, name}];
      if (change.before) transition.before = user_type_of(*change.before);
      if (change.after) transition.after = user_type_of(*change.after);
    }
    if (std::holds_alternative<Enum>(any))
      transitions_.enums[name] = {get<Enum>(change.before), get<Enum>(change.after), {}, false};
    if (std::holds_alternative<Sequence>(any))
      transitions_.sequences[name] = {get<Sequence>(change.before), get<Sequence>(change.after), false,
                                      false};
    if (std::holds_alternative<Table>(any)) read_table(change, name);
  }

  void read_table(const Sides& change, const QualifiedName& name) {
    TableTransition& transition = transitions_.tables[name];
    transition.before = get<Table>(change.before);
    transition.after = transition.after_spelling = get<Table>(change.after);
    transition.altered = transition.kept();
  }

  TableTransition& table_of(const Key& key) {
    const QualifiedName name = key.table_name();
    const auto [at, is_new] = transitions_.tables.try_emplace(name);
    if (is_new) {
      at->second.before = find_table(before_, name);
      at->second.after = at->second.after_spelling = find_table(after_, name);
      if (!at->second.kept())
        throw Error(Fault::kInternal, "there is no table for the change of " + to_string(key));
    }
    return at->second;
  }

  void read_inner(const Sides& change) {
    TableTransition& table = table_of(change.key);
    const Object& any = change.after ? *change.after : *change.before;
    if (const auto* column = std::get_if<Column>(&any)) {
      ColumnTransition& transition = table.columns[column->name];
      transition.before = get<Column>(change.before);
      transition.after = get<Column>(change.after);
      return;
    }
    ConstraintTransition transition;
    if (change.before) transition.before = constraint_of(*change.before);
    if (change.after) transition.after = constraint_of(*change.after);
    table.constraints.push_back(std::move(transition));
  }

  const Catalog& before_;
  const Catalog& after_;
  Transitions transitions_;
};

}  // namespace

Transitions transitions_of(const std::vector<Change>& changes, const Catalog& before, const Catalog& after) {
  return Reader(before, after).read(changes);
}

}  // namespace tenon
