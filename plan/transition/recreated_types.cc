// Finds the user-defined types that cannot be altered in place, and all that contain them.
#include "plan/transition/recreated_types.h"

#include <algorithm>
#include <utility>

#include "model/change.h"
#include "model/error.h"
#include "model/overloaded.h"

namespace tenon {

void append_type_dependency(std::vector<DependencyKey>& to, const TypeNames& types, const Type& type) {
  if (const auto name = types.of(type))
    to.push_back(type_dependency(*name));
  else if (const auto table = types.row_of(type))
    to.insert(to.end(), {table_dependency(*table), columns_dependency(*table)});
}

void append_named_types(std::vector<DependencyKey>& to, const TypeNames& types, std::string_view sql) {
  for (const auto& name : types.in(sql)) to.push_back(type_dependency(name));
}

namespace {

std::vector<Name> attributes_of(const UserType& type) {
  std::vector<Name> names;
  if (const auto* composite = std::get_if<CompositeType>(&type))
    for (const auto& attribute : composite->attributes) names.push_back(attribute.name);
  return names;
}

bool is_array(const Type& type) { return type.key.ends_with("[]"); }

/// Returns whether PostgreSQL checks the existing values when the domain is altered: for a new NOT NULL or a
/// new check.
bool asks_more(const UserType& before, const UserType& after) {
  const auto* was = std::get_if<Domain>(&before);
  const auto* is = std::get_if<Domain>(&after);
  if (!was || !is) return false;
  const auto is_new = [&](const DomainCheck& check) {
    return check.validated && std::ranges::none_of(was->checks, [&](const DomainCheck& had) {
             return had.validated && had.sqltext == check.sqltext;
           });
  };
  return (was->nullable && !is->nullable) || std::ranges::any_of(is->checks, is_new);
}

}  // namespace

std::vector<DependencyKey> dependencies_of(const UserType& type, const TypeNames& types) {
  std::vector<DependencyKey> dependencies;
  const auto append = [&](const Type& on) { append_type_dependency(dependencies, types, on); };
  std::visit(Overloaded{
                 [&](const Domain& d) {
                   append(d.type);
                   if (d.default_value) append_named_types(dependencies, types, d.default_value->text);
                   for (const auto& check : d.checks)
                     append_named_types(dependencies, types, check.sqltext.text);
                 },
                 [&](const CompositeType& c) {
                   for (const auto& attribute : c.attributes) append(attribute.type);
                 },
                 [&](const RangeType& r) { append(r.subtype); },
             },
             type);
  std::erase(dependencies, type_dependency(name_of(type)));
  return dependencies;
}

std::vector<DependencyKey> type_closure(const Type& type, const Catalog& catalog, const TypeNames& types) {
  std::vector<DependencyKey> all;
  append_type_dependency(all, types, type);
  for (std::size_t next = 0; next < all.size(); ++next) {
    const DependencyKey whole = all[next];
    for_each_type_list(catalog, [&](const auto& list) {
      for (const auto& each : list) {
        if (type_dependency(each.name) != whole) continue;
        for (const DependencyKey& dependency : dependencies_of(UserType(each), types))
          if (std::ranges::find(all, dependency) == all.end()) all.push_back(dependency);
      }
    });
  }
  return all;
}

RecreatedTypes::RecreatedTypes(const Transitions& transitions, const Catalog& before, const TypeNames& types)
    : transitions_(transitions), before_(before), types_(types) {
  collect_sides();
  find_changed_kinds();
  find_replaced();
  find_containers();
}

void RecreatedTypes::collect_sides() {
  for_each_type_list(before_, [&](const auto& list) {
    for (const auto& type : list) sides_[type.name] = {type, type};
  });
  for (const auto& [key, transition] : transitions_.types)
    if (transition.before) sides_[key.second] = {transition.before, std::nullopt};
  for (const auto& [key, transition] : transitions_.types)
    if (transition.after) sides_[key.second].after = transition.after;
}

void RecreatedTypes::find_changed_kinds() {
  for (const auto& [name, sides] : sides_) {
    const auto as_enum = transitions_.enums.find(name);
    const bool was_enum = as_enum != transitions_.enums.end() && as_enum->second.before;
    const bool is_enum = as_enum != transitions_.enums.end() && as_enum->second.after;
    const bool differ = sides.before && sides.after && sides.before->index() != sides.after->index();
    if (differ || (was_enum && sides.after) || (is_enum && sides.before)) changed_kind_.insert(name);
  }
  names_ = changed_kind_;
}

void RecreatedTypes::find_replaced() {
  for (const auto& [name, transition] : transitions_.enums)
    if (transition.replaced()) names_.insert(name);
  for (const auto& [key, transition] : transitions_.types) {
    if (!transition.before || !transition.after) continue;
    if (altered_in_place(*transition.before, *transition.after, is_used(key.second))) continue;
    replaced_.insert(key);
    names_.insert(key.second);
  }
  for (const auto& [name, sides] : sides_)
    if (sides.before && sides.after && !names_.contains(name) && asks_more(*sides.before, *sides.after) &&
        is_held_within(name))
      drop_and_create(name, sides);
}

void RecreatedTypes::find_containers() {
  for (bool more = true; more;) {
    more = false;
    std::set<DependencyKey> moved;
    for (const auto& name : names_) moved.insert(type_dependency(name));
    for (const auto& [name, sides] : sides_) {
      if (!sides.before || !sides.after || dropped_and_created_.contains(name) ||
          changed_kind_.contains(name))
        continue;
      if (std::ranges::none_of(dependencies_of(*sides.before, types_),
                               [&](const DependencyKey& dependency) { return moved.contains(dependency); }))
        continue;
      drop_and_create(name, sides);
      more = true;
    }
  }
}

void RecreatedTypes::drop_and_create(const QualifiedName& name, const Sides& sides) {
  if (is_used(name) && attributes_of(*sides.before) != attributes_of(*sides.after))
    throw Error(Fault::kUnsupported,
                "type " + to_string(name) +
                    " cannot change its attributes while a type that it contains is recreated, because "
                    "columns have it; change its attributes in a separate migration, before or after");
  require_attributes_in_place(name);
  dropped_and_created_.insert(name);
  names_.insert(name);
}

std::map<RecreatedTypes::TypeKey, TypeTransition> RecreatedTypes::decided() const {
  std::map<TypeKey, TypeTransition> types = transitions_.types;
  for (auto& [key, transition] : types) transition.replaced = replaced_.contains(key);
  for (const QualifiedName& name : dropped_and_created_) {
    const Sides& sides = sides_.at(name);
    TypeTransition& transition = types[{kind_of(object_of(*sides.before)), name}];
    transition.before = sides.before;
    transition.after = sides.after;
    transition.replaced = false;
    transition.recreated = true;
  }
  return types;
}

void RecreatedTypes::require_attributes_in_place(const QualifiedName& name) const {
  if (!is_used(name)) return;
  for (const auto& part : names_) {
    const auto sides = sides_.find(part);
    if (part == name || sides == sides_.end() || !sides->second.before || !sides->second.after) continue;
    if (attributes_of(*sides->second.before) == attributes_of(*sides->second.after)) continue;
    if (!contains(name, part, &Sides::before)) continue;
    throw Error(Fault::kUnsupported,
                "the attributes of type " + to_string(part) +
                    " cannot move: columns hold it inside of type " + to_string(name) +
                    ", where its values would be mixed up; add new attributes at the end, or move the "
                    "values to another column first");
  }
}

bool RecreatedTypes::is_used(const QualifiedName& type) const {
  return std::ranges::any_of(before_.tables, [&](const Table& table) {
    return std::ranges::any_of(table.columns, [&](const Column& column) {
      const auto has = types_.of(column.type);
      return has && contains(*has, type, &Sides::before);
    });
  });
}

bool RecreatedTypes::is_held_within(const QualifiedName& domain) const {
  const auto holds = [&](const Type& type) {
    const auto has = types_.of(type);
    return has && contains(*has, domain, &Sides::before) &&
           (is_array(type) || std::ranges::any_of(sides_, [&](const auto& entry) {
              return entry.second.before && !std::holds_alternative<Domain>(*entry.second.before) &&
                     contains(*has, entry.first, &Sides::before) &&
                     contains(entry.first, domain, &Sides::before);
            }));
  };
  return std::ranges::any_of(before_.tables, [&](const Table& table) {
    return std::ranges::any_of(table.columns, holds, &Column::type);
  });
}

bool RecreatedTypes::contains(const QualifiedName& from, const QualifiedName& to, Side side) const {
  if (from == to) return true;
  const auto at = sides_.find(from);
  if (at == sides_.end() || !(at->second.*side)) return false;
  const std::vector<DependencyKey> on = dependencies_of(*(at->second.*side), types_);
  return std::ranges::any_of(sides_,
                             [&](const auto& entry) {
                               return entry.first != from &&
                                      std::ranges::find(on, type_dependency(entry.first)) != on.end() &&
                                      contains(entry.first, to, side);
                             }) ||
         std::ranges::find(on, type_dependency(to)) != on.end();
}

bool RecreatedTypes::contains_recreated(const Type& type, Side side) const {
  const auto name = types_.of(type);
  return name && std::ranges::any_of(
                     names_, [&](const QualifiedName& moved) { return contains(*name, moved, side); });
}

bool RecreatedTypes::are_named_in(std::string_view sql) const {
  return std::ranges::any_of(types_.in(sql),
                             [&](const QualifiedName& name) { return names_.contains(name); });
}

bool RecreatedTypes::needs_text_cast(const Type& before, const Type& after) const {
  if (names_.empty() || !contains_recreated(before, &Sides::before) ||
      !contains_recreated(after, &Sides::after))
    return false;
  const auto is_replaced = [&](const Type& type) {
    const auto name = types_.of(type);
    return names_.contains(*name) && !dropped_and_created_.contains(*name) && !changed_kind_.contains(*name);
  };
  return !is_replaced(before) || !is_replaced(after);
}

}  // namespace tenon
