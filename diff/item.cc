// Flattens two catalogs into sorted lists of items, one for each object that is compared.

#include "diff/item.h"

#include <algorithm>
#include <map>
#include <type_traits>
#include <utility>

#include "model/dialect.h"
#include "model/inheritance.h"

namespace tenon {

namespace {

const Name kNone;

template <class T>
constexpr bool kIsConstraint = std::is_constructible_v<Constraint, const T&>;

Item table_item(const Table& table, const Table* opposite) {
  return {Kind::kTable, &table.name.schema, &kNone, &table.name.name,
          &table,       NamedBy::kUser,     &table, opposite};
}

Item child(Kind kind, const Name& name, ObjectRef object, const Table& home, const Table& opposite) {
  return {kind, &home.name.schema, &home.name.name, &name, object, NamedBy::kUser, &home, &opposite};
}

Item constraint_item(const Constraint& constraint, const Table& home, const Table& opposite) {
  const auto ref = std::visit([](const auto& c) { return ObjectRef(&c); }, constraint);
  Item item = child(kind_of(constraint), name_of(constraint), ref, home, opposite);
  item.named_by = named_by(constraint);
  return item;
}

/// Returns the invalid indexes of a table: its own, and its parts of the parent's.
std::vector<const Constraint*> unfinished(const Table& table) {
  std::vector<const Constraint*> all;
  for (const auto* list : {&table.constraints, &*table.inherited_constraints})
    for (const Constraint& each : *list)
      if (!is_valid(each)) all.push_back(&each);
  return all;
}

/// Returns the indexes that the parent of a table has on both sides, invalid on both.
std::vector<Constraint> unfinished_above(const Table& home, const Catalog& side, const Catalog& other) {
  std::vector<Constraint> all;
  const Table* ours = is_partition(home) ? find_table(side, home.parents.front()) : nullptr;
  const Table* theirs = ours ? find_table(other, ours->name) : nullptr;
  if (!theirs) return all;
  const std::vector<const Constraint*> there = unfinished(*theirs);
  for (const Constraint* each : unfinished(*ours))
    if (std::ranges::any_of(there, [&](const Constraint* t) { return name_of(*t) == name_of(*each); }))
      all.push_back(common_definition(*each));
  return all;
}

/// Which parts an invalid index of a parent has is not compared: one side may have an index as such a part,
/// the other as an independent index.
bool is_part_there(const Constraint& constraint, const Table& opposite,
                   const std::vector<Constraint>& above) {
  return !above.empty() &&
         std::ranges::find(*opposite.inherited_constraints, constraint) !=
             opposite.inherited_constraints->end() &&
         std::ranges::find(above, common_definition(constraint)) != above.end();
}

void add_children(std::vector<Item>& to, const Table& home, const Table& opposite,
                  const std::vector<Constraint>& above) {
  for (const auto& column : home.columns)
    to.push_back(child(Kind::kColumn, column.name, &column, home, opposite));
  for (const auto& constraint : home.constraints)
    if (!is_part_there(constraint, opposite, above))
      to.push_back(constraint_item(constraint, home, opposite));
}

template <class T>
void add_free(std::vector<Item>& to, Kind kind, const std::vector<T>& objects) {
  for (const T& object : objects)
    to.push_back({kind, &object.name.schema, &kNone, &object.name.name, &object, NamedBy::kUser});
}

bool holds(const Catalog& catalog, const Schema& schema) {
  return std::ranges::find(catalog.schemas, schema.name, &Schema::name) != catalog.schemas.end();
}

Column value_of(const Domain& domain) {
  Column value;
  value.name = Name("value");
  value.type = domain.type;
  value.collation = domain.collation;
  return value;
}

void make_tables(const Catalog& side, TypeTables::Side& tables) {
  for_each_type_list(side, [&](const auto& types) {
    for (const auto& type : types) {
      const auto [at, is_new] = tables.try_emplace({kind_of(Object(type)), type.name});
      if (!is_new) continue;
      at->second.name = type.name;
      if constexpr (std::is_same_v<decltype(type), const Domain&>) at->second.columns = {value_of(type)};
    }
  });
}

void add_types(std::vector<Item>& to, const Catalog& side, const TypeTables::Side& homes,
               const TypeTables::Side& others) {
  for_each_type_list(side, [&](const auto& types) {
    for (const auto& type : types) {
      const Kind kind = kind_of(Object(type));
      const auto opposite = others.find({kind, type.name});
      to.push_back({kind, &type.name.schema, &kNone, &type.name.name, &type, NamedBy::kUser,
                    &homes.at({kind, type.name}), opposite == others.end() ? nullptr : &opposite->second});
    }
  });
}

std::vector<Item> flattened_side(const Catalog& side, const Catalog& other, const TypeTables::Side& homes,
                                 const TypeTables::Side& opposites) {
  std::vector<Item> items;
  for (const auto& extension : side.extensions)
    items.push_back({Kind::kExtension, &kNone, &kNone, &extension.name, &extension, NamedBy::kUser});
  add_types(items, side, homes, opposites);
  for (const auto& schema : side.schemas) {
    // The default schema always exists: it can differ, but is never missing.
    const bool shared =
        schema.name != side.dialect->name_of(side.dialect->default_schema) || holds(other, schema);
    if (shared) items.push_back({Kind::kSchema, &kNone, &kNone, &schema.name, &schema, NamedBy::kUser});
  }
  add_free(items, Kind::kEnum, side.enums);
  add_free(items, Kind::kSequence, side.sequences);
  for (const auto& table : side.tables) {
    const Table* opposite = find_table(other, table.name);
    items.push_back(table_item(table, opposite));
    if (opposite) add_children(items, table, *opposite, unfinished_above(table, side, other));
  }
  std::ranges::stable_sort(items, [](const Item& a, const Item& b) { return order(a, b) < 0; });
  return items;
}

}  // namespace

std::strong_ordering order_of_group(const Item& a, const Item& b) {
  if (a.kind != b.kind) return a.kind <=> b.kind;
  if (a.home && a.home == b.home) return std::strong_ordering::equal;
  if (const auto schema = *a.schema <=> *b.schema; schema != 0) return schema;
  return *a.table <=> *b.table;
}

std::strong_ordering order(const Item& a, const Item& b) {
  // Tables have no group of their own: their name is in `name`.
  const auto group =
      a.kind == Kind::kTable && b.kind == Kind::kTable ? *a.schema <=> *b.schema : order_of_group(a, b);
  return group != 0 ? group : *a.name <=> *b.name;
}

Sides flattened(const Catalog& actual, const Catalog& declared, std::shared_ptr<TypeTables> tables) {
  make_tables(actual, tables->actual);
  make_tables(declared, tables->declared);
  Sides sides;
  sides.actual = flattened_side(actual, declared, tables->actual, tables->declared);
  sides.declared = flattened_side(declared, actual, tables->declared, tables->actual);
  sides.type_tables = std::move(tables);
  return sides;
}

Key key_of(const Item& item) { return {item.kind, *item.schema, *item.table, *item.name}; }

bool is_constraint(const Item& item) {
  return std::visit([](const auto* object) { return kIsConstraint<std::decay_t<decltype(*object)>>; },
                    item.object);
}

Object object_of(const Item& item) {
  return std::visit(
      [&](const auto* object) {
        auto copy = *object;
        if constexpr (kIsConstraint<std::decay_t<decltype(*object)>>) {
          copy.name = *item.name;
          copy.named_by = item.named_by;
        }
        return Object(std::move(copy));
      },
      item.object);
}

}  // namespace tenon
