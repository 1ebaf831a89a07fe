// Runs the ops on extensions, domains, composite types and ranges.
#include <algorithm>
#include <type_traits>
#include <utility>

#include "model/inheritance.h"
#include "model/overloaded.h"
#include "plan/lookup/type_names.h"
#include "plan/simulate/interpreter.h"

namespace tenon {

namespace {

std::vector<Domain>& list_of(Catalog& catalog, const Domain&) { return catalog.domains; }
std::vector<CompositeType>& list_of(Catalog& catalog, const CompositeType&) {
  return catalog.composite_types;
}
std::vector<RangeType>& list_of(Catalog& catalog, const RangeType&) { return catalog.range_types; }

/// Returns the types that a type is made of.
std::vector<Type> parts_of(const UserType& type) {
  return std::visit(Overloaded{
                        [](const Domain& d) { return std::vector<Type>{d.type}; },
                        [](const CompositeType& c) {
                          std::vector<Type> parts;
                          for (const auto& attribute : c.attributes) parts.push_back(attribute.type);
                          return parts;
                        },
                        [](const RangeType& r) { return std::vector<Type>{r.subtype}; },
                    },
                    type);
}

}  // namespace

void Interpreter::add_type(UserType type) {
  std::visit([&](auto& t) { list_of(catalog_, t).push_back(std::move(t)); }, type);
}

void Interpreter::remove_type(const UserType& type) {
  std::visit(
      [&](const auto& t) {
        std::erase_if(list_of(catalog_, t), [&](const auto& other) { return other.name == t.name; });
      },
      type);
}

void Interpreter::require_same(const UserType& believed) {
  std::visit(
      [&](const auto& t) {
        const auto& list = list_of(catalog_, t);
        require(std::ranges::find(list, t) != list.end(), "the type is not as expected");
      },
      believed);
}

void Interpreter::require_unused(const QualifiedName& type) const {
  const TypeNames types(catalog_);
  for (const auto& table : catalog_.tables)
    for (const auto& column : table.columns)
      require(types.of(column.type) != type,
              "column " + to_string(table.name) + "." + column.name.text + " has the type");
  require_no_part(type);
}

void Interpreter::require_no_part(const QualifiedName& type) const {
  const TypeNames types(catalog_);
  for_each_type_list(catalog_, [&](const auto& list) {
    for (const auto& other : list)
      for (const auto& part : parts_of(other))
        require(types.of(part) != type, "type " + to_string(other.name) + " is made of it");
  });
}

void Interpreter::run(const CreateExtension& op) {
  require(std::ranges::find(catalog_.extensions, op.extension.name, &Extension::name) ==
              catalog_.extensions.end(),
          "the extension exists already");
  if (!op.extension.schema.empty()) require_schema(op.extension.schema);
  catalog_.extensions.push_back(op.extension);
}

void Interpreter::run(const DropExtension& op) {
  const auto dropped = std::erase(catalog_.extensions, op.extension);
  require(dropped == 1, "the extension is not as expected");
}

void Interpreter::run(const AlterExtension& op) {
  const auto at = std::ranges::find(catalog_.extensions, op.actual);
  require(at != catalog_.extensions.end(), "the extension is not as expected");
  require_schema(op.declared.schema);
  const std::string version = op.keeps_version ? at->version : op.declared.version;
  *at = op.declared;
  at->version = version;
}

void Interpreter::run(const CreateType& op) {
  require_schema(name_of(op.type).schema);
  require_free_type(name_of(op.type));
  if (const auto* domain = std::get_if<Domain>(&op.type)) require_sequences(domain->default_value);
  add_type(op.type);
}

void Interpreter::run(const DropType& op) {
  require_same(op.type);
  require_unused(name_of(op.type));
  remove_type(op.type);
}

void Interpreter::run(const AlterType& op) {
  require_same(op.actual);
  require(comment_of(op.actual) == comment_of(op.declared), "a comment has an op of its own");
  const TypeNames types(catalog_);
  std::size_t found = 0;
  for (const auto& of : catalog_.tables)
    for (const auto& column : of.columns)
      found += types.of(column.type) == name_of(op.actual) && !is_inherited(of, column);
  const bool in_place = altered_in_place(op.actual, op.declared, found > 0);
  require(op.users.size() == (in_place ? 0 : found), "the type has other users");
  for (const TypeUser& user : op.users)
    propagate_recast(user.column.table, column(table(user.column.table), user.column.column), user);
  if (!in_place) require_no_part(name_of(op.actual));
  remove_type(op.actual);
  add_type(op.declared);
}

std::string* Interpreter::type_comment(const Key& key) {
  const QualifiedName name{key.schema, key.name};
  std::string* found = nullptr;
  for_each_type_list(catalog_, [&](auto& types) {
    for (auto& type : types)
      if (type.name == name && kind_of(Object(type)) == key.kind) found = &type.comment;
  });
  return found;
}

}  // namespace tenon
