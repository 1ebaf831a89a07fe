#include <algorithm>
#include <utility>

#include "plan/ops/op_emitter.h"

namespace tenon {

namespace {

Rank rank(Stage stage, Kind kind, const QualifiedName& name) { return {stage, kind, name, 0, {}}; }

/// The type itself, and every column that is recast with it.
std::vector<Thing> things_of(const TypeFate& fate, const QualifiedName& name) {
  std::vector<Thing> things{type_thing(name)};
  for (const auto& user : fate.users) {
    things.push_back(column_thing(user.column.table, user.column.column));
    things.push_back(columns_thing(user.column.table));
  }
  return things;
}

void create(Expansion& to, Kind kind, const UserType& type) {
  Node node;
  node.op = CreateType{type};
  node.rank = rank(Stage::kCreateType, kind, name_of(type));
  node.changes = {type_thing(name_of(type))};
  node.joins = to.leaning(type);
  node.joins.push_back(schema_thing(name_of(type).schema));
  node.takes = {type_slot(name_of(type))};
  to.add(std::move(node));
}

void drop(Expansion& to, Kind kind, const UserType& type) {
  Node node;
  node.op = DropType{type};
  node.rank = rank(Stage::kDropType, kind, name_of(type));
  node.changes = {type_thing(name_of(type))};
  node.leaves = to.leaning(type);
  node.leaves.push_back(schema_thing(name_of(type).schema));
  node.frees = {type_slot(name_of(type))};
  to.add(std::move(node));
}

void alter(Expansion& to, Kind kind, const TypeFate& fate) {
  const QualifiedName& name = name_of(*fate.declared);
  std::vector<std::size_t> after;
  const UserType wanted = with_comment(*fate.declared, comment_of(*fate.actual));
  if (!(wanted == *fate.actual)) {
    Node node;
    node.op = AlterType{*fate.actual, wanted, fate.users};
    node.rank = rank(Stage::kAlterType, kind, name);
    node.changes = things_of(fate, name);
    node.joins = to.leaning(*fate.declared);
    for (auto& thing : to.leaning(*fate.actual))
      if (std::ranges::find(node.joins, thing) == node.joins.end()) node.leaves.push_back(std::move(thing));
    after = {to.add(std::move(node))};
  }
  add_comment(to, {kind, name.schema, {}, name.name}, comment_of(*fate.actual), comment_of(*fate.declared),
              {type_thing(name)}, std::move(after));
}

void add_extension(Expansion& to, Op op, Stage stage, const Name& name, std::vector<Thing> joins,
                   std::vector<Thing> leaves) {
  Node node;
  node.op = std::move(op);
  node.rank = {stage, Kind::kExtension, {{}, name}, 0, {}};
  node.joins = std::move(joins);
  node.leaves = std::move(leaves);
  to.add(std::move(node));
}

}  // namespace

void expand_extensions(Expansion& to) {
  for (const auto& [name, fate] : to.fates().extensions) {
    if (!fate.actual) {
      add_extension(to, CreateExtension{*fate.declared}, Stage::kCreateExtension, name,
                    {schema_thing(fate.declared->schema)}, {});
    } else if (!fate.declared) {
      add_extension(to, DropExtension{*fate.actual}, Stage::kDropExtension, name, {},
                    {schema_thing(fate.actual->schema)});
    } else {
      add_extension(to, AlterExtension{*fate.actual, *fate.declared}, Stage::kCreateExtension, name,
                    {schema_thing(fate.declared->schema)}, {schema_thing(fate.actual->schema)});
    }
  }
}

void expand_types(Expansion& to) {
  for (const auto& [key, fate] : to.fates().types) {
    const bool is_altered = fate.actual && fate.declared && !fate.remade;
    if (is_altered) {
      alter(to, key.first, fate);
      continue;
    }
    if (fate.actual) drop(to, key.first, *fate.actual);
    if (fate.declared) create(to, key.first, *fate.declared);
  }
}

}  // namespace tenon
