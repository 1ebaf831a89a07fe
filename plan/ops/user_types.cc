// Emits the ops for extensions, domains, composite types and ranges.
#include <algorithm>
#include <utility>

#include "plan/ops/op_emitter.h"

namespace tenon {

namespace {

Rank rank(Stage stage, Kind kind, const QualifiedName& name) { return {stage, kind, name, 0, {}}; }

/// Returns the type, and every column that is recast with it.
std::vector<DependencyKey> provided_by(const TypeTransition& transition, const QualifiedName& name) {
  std::vector<DependencyKey> dependencies{type_dependency(name)};
  for (const auto& user : transition.users) {
    dependencies.push_back(column_dependency(user.column.table, user.column.column));
    dependencies.push_back(columns_dependency(user.column.table));
  }
  return dependencies;
}

void create(OpEmitter& emitter, Kind kind, const UserType& type) {
  Node node;
  node.op = CreateType{type};
  node.rank = rank(Stage::kCreateType, kind, name_of(type));
  node.provides = {type_dependency(name_of(type))};
  node.depends_on = emitter.dependencies_of(type);
  node.depends_on.push_back(schema_dependency(name_of(type).schema));
  node.claims_names = {type_claim(name_of(type))};
  emitter.add(std::move(node));
}

void drop(OpEmitter& emitter, Kind kind, const UserType& type) {
  Node node;
  node.op = DropType{type};
  node.rank = rank(Stage::kDropType, kind, name_of(type));
  node.provides = {type_dependency(name_of(type))};
  node.releases = emitter.dependencies_of(type);
  node.releases.push_back(schema_dependency(name_of(type).schema));
  node.frees_names = {type_claim(name_of(type))};
  emitter.add(std::move(node));
}

void alter(OpEmitter& emitter, Kind kind, const TypeTransition& transition) {
  const QualifiedName& name = name_of(*transition.after);
  std::vector<std::size_t> predecessors;
  const UserType wanted = with_comment(*transition.after, comment_of(*transition.before));
  if (!(wanted == *transition.before)) {
    Node node;
    node.op = AlterType{*transition.before, wanted, transition.users};
    node.rank = rank(Stage::kAlterType, kind, name);
    node.provides = provided_by(transition, name);
    node.depends_on = emitter.dependencies_of(*transition.after);
    for (auto& dependency : emitter.dependencies_of(*transition.before))
      if (std::ranges::find(node.depends_on, dependency) == node.depends_on.end())
        node.releases.push_back(std::move(dependency));
    predecessors = {emitter.add(std::move(node))};
  }
  add_comment(emitter, {kind, name.schema, {}, name.name}, comment_of(*transition.before),
              comment_of(*transition.after), {type_dependency(name)}, std::move(predecessors));
}

void add_extension(OpEmitter& emitter, Op op, Stage stage, const Name& name, std::vector<DependencyKey> joins,
                   std::vector<DependencyKey> leaves) {
  Node node;
  node.op = std::move(op);
  node.rank = {stage, Kind::kExtension, {{}, name}, 0, {}};
  node.depends_on = std::move(joins);
  node.releases = std::move(leaves);
  emitter.add(std::move(node));
}

}  // namespace

void emit_extensions(OpEmitter& emitter) {
  for (const auto& [name, transition] : emitter.transitions().extensions) {
    if (!transition.before) {
      add_extension(emitter, CreateExtension{*transition.after}, Stage::kCreateExtension, name,
                    {schema_dependency(transition.after->schema)}, {});
    } else if (!transition.after) {
      add_extension(emitter, DropExtension{*transition.before}, Stage::kDropExtension, name, {},
                    {schema_dependency(transition.before->schema)});
    } else {
      add_extension(emitter, AlterExtension{*transition.before, *transition.after}, Stage::kCreateExtension,
                    name, {schema_dependency(transition.after->schema)},
                    {schema_dependency(transition.before->schema)});
    }
  }
}

void emit_types(OpEmitter& emitter) {
  for (const auto& [key, transition] : emitter.transitions().types) {
    const bool is_altered = transition.before && transition.after && !transition.recreated;
    if (is_altered) {
      alter(emitter, key.first, transition);
      continue;
    }
    if (transition.before) drop(emitter, key.first, *transition.before);
    if (transition.after) create(emitter, key.first, *transition.after);
  }
}

}  // namespace tenon
