// Emits the ops for schemas and enums.
#include <algorithm>

#include "model/dialect.h"
#include "plan/ops/op_emitter.h"

namespace tenon {

namespace {

void create(OpEmitter& emitter, const Schema& schema) {
  Node node;
  node.op = CreateSchema{schema};
  node.rank = {Stage::kCreateSchema, Kind::kSchema, {schema.name, {}}, 0, {}};
  node.provides = {schema_dependency(schema.name)};
  emitter.add(std::move(node));
}

void drop(OpEmitter& emitter, const Schema& schema) {
  Node node;
  node.op = DropSchema{schema};
  node.rank = {Stage::kDropSchema, Kind::kSchema, {schema.name, {}}, 0, {}};
  node.provides = {schema_dependency(schema.name)};
  emitter.add(std::move(node));
}

Rank rank(Stage stage, const Enum& type) { return {stage, Kind::kEnum, type.name, 0, {}}; }

void create(OpEmitter& emitter, const Enum& type) {
  Node node;
  node.op = CreateEnum{type};
  node.rank = rank(Stage::kCreateEnum, type);
  node.provides = {type_dependency(type.name)};
  node.depends_on = {schema_dependency(type.name.schema)};
  node.claims_names = {type_claim(type.name)};
  emitter.add(std::move(node));
}

void drop(OpEmitter& emitter, const Enum& type) {
  Node node;
  node.op = DropEnum{type};
  node.rank = rank(Stage::kDropEnum, type);
  node.provides = {type_dependency(type.name)};
  node.releases = {schema_dependency(type.name.schema)};
  node.frees_names = {type_claim(type.name)};
  emitter.add(std::move(node));
}

void replace(OpEmitter& emitter, const EnumTransition& transition) {
  Node node;
  node.op = ReplaceEnum{*transition.before, *transition.after, transition.users};
  node.rank = rank(Stage::kReplaceEnum, *transition.after);
  node.provides = {type_dependency(transition.after->name)};
  for (const auto& user : transition.users) {
    node.provides.push_back(column_dependency(user.column.table, user.column.column));
    node.provides.push_back(columns_dependency(user.column.table));
  }
  emitter.add(std::move(node));
}

void leave_labels(OpEmitter& emitter, const EnumTransition& transition) {
  Node node;
  node.op = ReplaceEnum{*transition.before, *transition.after, {}, true};
  node.rank = rank(Stage::kReplaceEnum, *transition.after);
  emitter.add(std::move(node));
}

/// Adds each new label before the next existing one.
void add_labels(OpEmitter& emitter, const EnumTransition& transition) {
  const auto& labels = transition.after->labels;
  const auto is_old = [&](const std::string& label) {
    return std::ranges::find(transition.before->labels, label) != transition.before->labels.end();
  };
  for (auto label = labels.begin(); label != labels.end(); ++label) {
    if (is_old(*label)) continue;
    const auto next = std::find_if(label, labels.end(), is_old);
    Node node;
    node.op = AddEnumLabel{transition.after->name, *label, next == labels.end() ? "" : *next};
    node.rank = {Stage::kReplaceEnum,
                 Kind::kEnum,
                 transition.after->name,
                 static_cast<std::size_t>(label - labels.begin()),
                 {}};
    emitter.add(std::move(node));
  }
}

}  // namespace

void emit_schemas(OpEmitter& emitter) {
  for (const auto& [name, transition] : emitter.transitions().schemas) {
    if (!transition.before) {
      create(emitter, *transition.after);
    } else if (!transition.after) {
      drop(emitter, *transition.before);
    } else {
      add_comment(emitter, {Kind::kSchema, {}, {}, name}, transition.before->comment,
                  transition.after->comment, {}, {});
    }
  }
}

void emit_enums(OpEmitter& emitter) {
  for (const auto& [name, transition] : emitter.transitions().enums) {
    if (!transition.before) {
      create(emitter, *transition.after);
    } else if (!transition.after) {
      drop(emitter, *transition.before);
    } else if (transition.replaced()) {
      replace(emitter, transition);
    } else {
      if (transition.keeps_labels)
        leave_labels(emitter, transition);
      else
        add_labels(emitter, transition);
      add_comment(emitter, {Kind::kEnum, name.schema, {}, name.name}, transition.before->comment,
                  transition.after->comment, {type_dependency(name)}, {});
    }
  }
}

}  // namespace tenon
