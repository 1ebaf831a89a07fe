#include "plan/transition/transitions.h"

#include <algorithm>
#include <utility>

#include "model/error.h"
#include "model/inheritance.h"
#include "model/overloaded.h"
#include "plan/lookup/type_names.h"

namespace tenon {

bool ColumnFate::retyped() const {
  return actual && declared && (actual->type != declared->type || actual->collation != declared->collation);
}

bool ColumnFate::rebased() const {
  return retyped() &&
         (base_of(actual->type) != base_of(declared->type) || actual->collation != declared->collation);
}

Column ColumnFate::meanwhile() const {
  Column without = *actual;
  if (detours()) without.default_value.reset();
  if (!aside) return without;
  const std::string text = actual->type.text.ends_with(']') ? "text[]" : "text";
  without.type = Type(text, text);
  without.collation = {};
  without.options = settings_after_retyping(std::move(without.options));
  return without;
}

const ColumnFate* TableFate::column(const Name& name) const {
  const auto found = columns.find(name);
  return found == columns.end() ? nullptr : &found->second;
}

ColumnFate& TableFate::touch(const Column& column) {
  const auto [at, is_new] = columns.try_emplace(column.name);
  if (!is_new) return at->second;
  const Column* other = spelled ? find_column(*spelled, column.name) : nullptr;
  at->second.actual = &column;
  at->second.declared = other && *other == column ? other : &column;
  return at->second;
}

ConstraintFate& TableFate::touch(const Constraint& constraint) {
  const auto found = std::ranges::find_if(constraints, [&](const ConstraintFate& fate) {
    return fate.actual && fate.actual->index() == constraint.index() &&
           name_of(*fate.actual) == name_of(constraint);
  });
  if (found != constraints.end()) return *found;
  const Constraint* wanted =
      spelled ? find_constraint(*spelled, constraint.index(), name_of(constraint)) : nullptr;
  constraints.push_back({constraint, wanted && *wanted == constraint ? *wanted : constraint, false});
  return constraints.back();
}

bool EnumFate::replaced() const {
  if (!actual || !declared || keeps_labels) return false;
  auto next = declared->labels.begin();
  for (const auto& label : actual->labels) {
    next = std::find(next, declared->labels.end(), label);
    if (next == declared->labels.end()) return true;
    ++next;
  }
  return false;
}

const TableFate* Fates::table(const QualifiedName& name) const {
  const auto found = tables.find(name);
  return found == tables.end() ? nullptr : &found->second;
}

TableFate& Fates::touch(const Table& table) {
  const auto [at, is_new] = tables.try_emplace(table.name);
  if (!is_new) return at->second;
  at->second.actual = at->second.declared = &table;
  at->second.spelled = declared ? find_table(*declared, table.name) : nullptr;
  return at->second;
}

bool Fates::goes(const ColumnName& name) const {
  const TableFate* fate = table(name.table);
  if (!fate || !fate->actual) return false;
  if (!fate->declared) return true;
  const ColumnFate* of_column = fate->column(name.column);
  return of_column && of_column->goes();
}

namespace {

/// One change, read from whichever sides it has; null where it has none.
struct Sides {
  const Key& key;
  const Object* actual;
  const Object* declared;
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
  Reader(const Catalog& actual, const Catalog& declared) : actual_(actual), declared_(declared) {}

  Fates read(const std::vector<Change>& changes) {
    fates_.declared = &declared_;
    for (const auto& change : changes) refuse_renamed_data(change);
    // Tables first: their columns and constraints are read into them.
    for (const auto& change : changes)
      if (key_of(change).table.empty()) read_outer(sides(change));
    for (const auto& change : changes)
      if (!key_of(change).table.empty()) read_inner(sides(change));
    return std::move(fates_);
  }

 private:
  static void refuse_renamed_data(const Change& change) {
    const auto* renamed = std::get_if<Renamed>(&change);
    if (renamed && !constraint_of(renamed->declared))
      throw Error(Fault::kUnsupported, "renaming " + shown(renamed->key) + " from " +
                                           renamed->actual_name.text + " cannot be planned");
  }

  template <class T>
  static const T* get(const Object* object) {
    return object ? std::get_if<T>(object) : nullptr;
  }

  void read_outer(const Sides& change) {
    const QualifiedName name{change.key.schema, change.key.name};
    const Object& any = change.declared ? *change.declared : *change.actual;
    if (const auto* schema = std::get_if<Schema>(&any))
      fates_.schemas[schema->name] = {get<Schema>(change.actual), get<Schema>(change.declared)};
    if (std::holds_alternative<Extension>(any))
      fates_.extensions[change.key.name] = {get<Extension>(change.actual), get<Extension>(change.declared)};
    if (user_type_of(any)) {
      TypeFate& fate = fates_.types[{change.key.kind, name}];
      if (change.actual) fate.actual = user_type_of(*change.actual);
      if (change.declared) fate.declared = user_type_of(*change.declared);
    }
    if (std::holds_alternative<Enum>(any))
      fates_.enums[name] = {get<Enum>(change.actual), get<Enum>(change.declared), {}, false};
    if (std::holds_alternative<Sequence>(any))
      fates_.sequences[name] = {get<Sequence>(change.actual), get<Sequence>(change.declared), false, false};
    if (std::holds_alternative<Table>(any)) read_table(change, name);
  }

  void read_table(const Sides& change, const QualifiedName& name) {
    TableFate& fate = fates_.tables[name];
    fate.actual = get<Table>(change.actual);
    fate.declared = fate.spelled = get<Table>(change.declared);
    fate.altered = fate.kept();
  }

  TableFate& table_of(const Key& key) {
    const QualifiedName name = key.table_name();
    const auto [at, is_new] = fates_.tables.try_emplace(name);
    if (is_new) {
      at->second.actual = find_table(actual_, name);
      at->second.declared = at->second.spelled = find_table(declared_, name);
      if (!at->second.kept()) throw Error(Fault::kInternal, "no table behind the change of " + shown(key));
    }
    return at->second;
  }

  void read_inner(const Sides& change) {
    TableFate& table = table_of(change.key);
    const Object& any = change.declared ? *change.declared : *change.actual;
    if (const auto* column = std::get_if<Column>(&any)) {
      ColumnFate& fate = table.columns[column->name];
      fate.actual = get<Column>(change.actual);
      fate.declared = get<Column>(change.declared);
      return;
    }
    ConstraintFate fate;
    if (change.actual) fate.actual = constraint_of(*change.actual);
    if (change.declared) fate.declared = constraint_of(*change.declared);
    table.constraints.push_back(std::move(fate));
  }

  const Catalog& actual_;
  const Catalog& declared_;
  Fates fates_;
};

}  // namespace

Fates fates(const std::vector<Change>& changes, const Catalog& actual, const Catalog& declared) {
  return Reader(actual, declared).read(changes);
}

}  // namespace tenon
