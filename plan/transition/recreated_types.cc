#include "plan/transition/recreated_types.h"

#include <algorithm>
#include <utility>

#include "model/change.h"
#include "model/error.h"
#include "model/overloaded.h"

namespace tenon {

void append_made(std::vector<Thing>& to, const TypeNames& types, const Type& type) {
  if (const auto name = types.of(type))
    to.push_back(type_thing(*name));
  else if (const auto table = types.row_of(type))
    to.insert(to.end(), {table_thing(*table), columns_thing(*table)});
}

void append_types(std::vector<Thing>& to, const TypeNames& types, std::string_view sql) {
  for (const auto& name : types.in(sql)) to.push_back(type_thing(name));
}

namespace {

std::vector<Name> attributes_of(const UserType& type) {
  std::vector<Name> names;
  if (const auto* composite = std::get_if<CompositeType>(&type))
    for (const auto& attribute : composite->attributes) names.push_back(attribute.name);
  return names;
}

bool is_array(const Type& type) { return type.key.ends_with("[]"); }

/// Whether the server looks through the values that there are when a domain is altered.
bool asks_more(const UserType& actual, const UserType& declared) {
  const auto* was = std::get_if<Domain>(&actual);
  const auto* is = std::get_if<Domain>(&declared);
  if (!was || !is) return false;
  const auto is_new = [&](const DomainCheck& check) {
    return check.validated && std::ranges::none_of(was->checks, [&](const DomainCheck& had) {
             return had.validated && had.sqltext == check.sqltext;
           });
  };
  return (was->nullable && !is->nullable) || std::ranges::any_of(is->checks, is_new);
}

}  // namespace

std::vector<Thing> leaning(const UserType& type, const TypeNames& types) {
  std::vector<Thing> things;
  const auto lean = [&](const Type& on) { append_made(things, types, on); };
  std::visit(Overloaded{
                 [&](const Domain& d) {
                   lean(d.type);
                   if (d.default_value) append_types(things, types, d.default_value->text);
                   for (const auto& check : d.checks) append_types(things, types, check.sqltext.text);
                 },
                 [&](const CompositeType& c) {
                   for (const auto& attribute : c.attributes) lean(attribute.type);
                 },
                 [&](const RangeType& r) { lean(r.subtype); },
             },
             type);
  std::erase(things, type_thing(name_of(type)));
  return things;
}

std::vector<Thing> made_of(const Type& type, const Catalog& catalog, const TypeNames& types) {
  std::vector<Thing> all;
  append_made(all, types, type);
  for (std::size_t next = 0; next < all.size(); ++next) {
    const Thing whole = all[next];
    for_each_type_list(catalog, [&](const auto& list) {
      for (const auto& each : list) {
        if (type_thing(each.name) != whole) continue;
        for (const Thing& thing : leaning(UserType(each), types))
          if (std::ranges::find(all, thing) == all.end()) all.push_back(thing);
      }
    });
  }
  return all;
}

MovedTypes::MovedTypes(Fates& fates, const Catalog& actual, const TypeNames& types)
    : fates_(fates), actual_(actual), types_(types) {
  note_sides();
  note_other_kinds();
  note_made_anew();
  note_made_of_them();
}

void MovedTypes::note_sides() {
  for_each_type_list(actual_, [&](const auto& list) {
    for (const auto& type : list) sides_[type.name] = {type, type};
  });
  for (const auto& [key, fate] : fates_.types)
    if (fate.actual) sides_[key.second] = {fate.actual, std::nullopt};
  for (const auto& [key, fate] : fates_.types)
    if (fate.declared) sides_[key.second].declared = fate.declared;
}

void MovedTypes::note_other_kinds() {
  for (const auto& [name, sides] : sides_) {
    const auto as_enum = fates_.enums.find(name);
    const bool was_enum = as_enum != fates_.enums.end() && as_enum->second.actual;
    const bool is_enum = as_enum != fates_.enums.end() && as_enum->second.declared;
    const bool differ = sides.actual && sides.declared && sides.actual->index() != sides.declared->index();
    if (differ || (was_enum && sides.declared) || (is_enum && sides.actual)) other_kinds_.insert(name);
  }
  moved_ = other_kinds_;
}

void MovedTypes::note_made_anew() {
  for (const auto& [name, fate] : fates_.enums)
    if (fate.replaced()) moved_.insert(name);
  for (auto& [key, fate] : fates_.types) {
    if (!fate.actual || !fate.declared) continue;
    fate.replaced = !altered_in_place(*fate.actual, *fate.declared, is_used(key.second));
    if (fate.replaced) moved_.insert(key.second);
  }
  for (const auto& [name, sides] : sides_)
    if (sides.actual && sides.declared && !moved_.contains(name) &&
        asks_more(*sides.actual, *sides.declared) && is_held_within(name))
      remake(name, sides);
}

void MovedTypes::note_made_of_them() {
  for (bool more = true; more;) {
    more = false;
    std::set<Thing> moved;
    for (const auto& name : moved_) moved.insert(type_thing(name));
    for (const auto& [name, sides] : sides_) {
      if (!sides.actual || !sides.declared || remade_.contains(name) || other_kinds_.contains(name)) continue;
      if (std::ranges::none_of(leaning(*sides.actual, types_),
                               [&](const Thing& thing) { return moved.contains(thing); }))
        continue;
      remake(name, sides);
      more = true;
    }
  }
}

void MovedTypes::remake(const QualifiedName& name, const Sides& sides) {
  if (is_used(name) && attributes_of(*sides.actual) != attributes_of(*sides.declared))
    throw Error(Fault::kUnsupported, "type " + shown(name) +
                                         " cannot get other attributes while a type that it is made of is "
                                         "made anew, and columns have it; change its attributes in a "
                                         "migration of their own, before or after");
  refuse_moved_parts(name);
  TypeFate& fate = fates_.types[{kind_of(object_of(*sides.actual)), name}];
  fate.actual = sides.actual;
  fate.declared = sides.declared;
  fate.replaced = false;
  fate.remade = true;
  remade_.insert(name);
  moved_.insert(name);
}

void MovedTypes::refuse_moved_parts(const QualifiedName& name) const {
  if (!is_used(name)) return;
  for (const auto& part : moved_) {
    const auto sides = sides_.find(part);
    if (part == name || sides == sides_.end() || !sides->second.actual || !sides->second.declared) continue;
    if (attributes_of(*sides->second.actual) == attributes_of(*sides->second.declared)) continue;
    if (!leads_to(name, part, &Sides::actual)) continue;
    throw Error(Fault::kUnsupported,
                "the attributes of type " + shown(part) + " cannot move: columns hold it inside of type " +
                    shown(name) +
                    ", where its values would be mixed up; add new attributes at the end, or move the "
                    "values to another column first");
  }
}

bool MovedTypes::is_used(const QualifiedName& type) const {
  return std::ranges::any_of(actual_.tables, [&](const Table& table) {
    return std::ranges::any_of(table.columns, [&](const Column& column) {
      const auto has = types_.of(column.type);
      return has && leads_to(*has, type, &Sides::actual);
    });
  });
}

bool MovedTypes::is_held_within(const QualifiedName& domain) const {
  const auto holds = [&](const Type& type) {
    const auto has = types_.of(type);
    return has && leads_to(*has, domain, &Sides::actual) &&
           (is_array(type) || std::ranges::any_of(sides_, [&](const auto& entry) {
              return entry.second.actual && !std::holds_alternative<Domain>(*entry.second.actual) &&
                     leads_to(*has, entry.first, &Sides::actual) &&
                     leads_to(entry.first, domain, &Sides::actual);
            }));
  };
  return std::ranges::any_of(actual_.tables, [&](const Table& table) {
    return std::ranges::any_of(table.columns, holds, &Column::type);
  });
}

bool MovedTypes::leads_to(const QualifiedName& from, const QualifiedName& to, Side side) const {
  if (from == to) return true;
  const auto at = sides_.find(from);
  if (at == sides_.end() || !(at->second.*side)) return false;
  const std::vector<Thing> on = leaning(*(at->second.*side), types_);
  return std::ranges::any_of(sides_,
                             [&](const auto& entry) {
                               return entry.first != from &&
                                      std::ranges::find(on, type_thing(entry.first)) != on.end() &&
                                      leads_to(entry.first, to, side);
                             }) ||
         std::ranges::find(on, type_thing(to)) != on.end();
}

bool MovedTypes::leads_to_moved(const Type& type, Side side) const {
  const auto name = types_.of(type);
  return name && std::ranges::any_of(
                     moved_, [&](const QualifiedName& moved) { return leads_to(*name, moved, side); });
}

bool MovedTypes::are_in(std::string_view sql) const {
  return std::ranges::any_of(types_.in(sql),
                             [&](const QualifiedName& name) { return moved_.contains(name); });
}

bool MovedTypes::part(const Type& actual, const Type& declared) const {
  if (moved_.empty() || !leads_to_moved(actual, &Sides::actual) ||
      !leads_to_moved(declared, &Sides::declared))
    return false;
  const auto is_replaced = [&](const Type& type) {
    const auto name = types_.of(type);
    return moved_.contains(*name) && !remade_.contains(*name) && !other_kinds_.contains(*name);
  };
  return !is_replaced(actual) || !is_replaced(declared);
}

}  // namespace tenon
