#include <algorithm>

#include "model/dialect.h"
#include "plan/ops/op_emitter.h"
#include "plan/order/graph.h"

namespace tenon {

namespace {

void create(Expansion& to, const Schema& schema) {
  Node node;
  node.op = CreateSchema{schema};
  node.rank = {Stage::kCreateSchema, Kind::kSchema, {schema.name, {}}, 0, {}};
  node.changes = {schema_thing(schema.name)};
  to.add(std::move(node));
}

void drop(Expansion& to, const Schema& schema) {
  Node node;
  node.op = DropSchema{schema};
  node.rank = {Stage::kDropSchema, Kind::kSchema, {schema.name, {}}, 0, {}};
  node.changes = {schema_thing(schema.name)};
  to.add(std::move(node));
}

Rank rank(Stage stage, const Enum& type) { return {stage, Kind::kEnum, type.name, 0, {}}; }

void create(Expansion& to, const Enum& type) {
  Node node;
  node.op = CreateEnum{type};
  node.rank = rank(Stage::kCreateEnum, type);
  node.changes = {type_thing(type.name)};
  node.joins = {schema_thing(type.name.schema)};
  node.takes = {type_slot(type.name)};
  to.add(std::move(node));
}

void drop(Expansion& to, const Enum& type) {
  Node node;
  node.op = DropEnum{type};
  node.rank = rank(Stage::kDropEnum, type);
  node.changes = {type_thing(type.name)};
  node.leaves = {schema_thing(type.name.schema)};
  node.frees = {type_slot(type.name)};
  to.add(std::move(node));
}

void replace(Expansion& to, const EnumFate& fate) {
  Node node;
  node.op = ReplaceEnum{*fate.actual, *fate.declared, fate.users};
  node.rank = rank(Stage::kReplaceEnum, *fate.declared);
  node.changes = {type_thing(fate.declared->name)};
  for (const auto& user : fate.users) {
    node.changes.push_back(column_thing(user.column.table, user.column.column));
    node.changes.push_back(columns_thing(user.column.table));
  }
  to.add(std::move(node));
}

void leave_labels(Expansion& to, const EnumFate& fate) {
  Node node;
  node.op = ReplaceEnum{*fate.actual, *fate.declared, {}, true};
  node.rank = rank(Stage::kReplaceEnum, *fate.declared);
  to.add(std::move(node));
}

/// Each new label before the next one that is there already.
void add_labels(Expansion& to, const EnumFate& fate) {
  const auto& labels = fate.declared->labels;
  const auto is_old = [&](const std::string& label) {
    return std::ranges::find(fate.actual->labels, label) != fate.actual->labels.end();
  };
  for (auto label = labels.begin(); label != labels.end(); ++label) {
    if (is_old(*label)) continue;
    const auto next = std::find_if(label, labels.end(), is_old);
    Node node;
    node.op = AddEnumLabel{fate.declared->name, *label, next == labels.end() ? "" : *next};
    node.rank = {Stage::kReplaceEnum,
                 Kind::kEnum,
                 fate.declared->name,
                 static_cast<std::size_t>(label - labels.begin()),
                 {}};
    to.add(std::move(node));
  }
}

}  // namespace

void expand_schemas(Expansion& to) {
  for (const auto& [name, fate] : to.fates().schemas) {
    if (!fate.actual) {
      create(to, *fate.declared);
    } else if (!fate.declared) {
      drop(to, *fate.actual);
    } else {
      add_comment(to, {Kind::kSchema, {}, {}, name}, fate.actual->comment, fate.declared->comment, {}, {});
    }
  }
}

void expand_enums(Expansion& to) {
  for (const auto& [name, fate] : to.fates().enums) {
    if (!fate.actual) {
      create(to, *fate.declared);
    } else if (!fate.declared) {
      drop(to, *fate.actual);
    } else if (fate.replaced()) {
      replace(to, fate);
    } else {
      if (fate.keeps_labels)
        leave_labels(to, fate);
      else
        add_labels(to, fate);
      add_comment(to, {Kind::kEnum, name.schema, {}, name.name}, fate.actual->comment, fate.declared->comment,
                  {type_thing(name)}, {});
    }
  }
}

}  // namespace tenon
