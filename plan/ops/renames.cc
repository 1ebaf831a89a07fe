// Makes the ops of each rename, and orders them before or after all other nodes.
#include "plan/ops/renames.h"

#include <cstddef>
#include <utility>

namespace tenon {

namespace {

Schema bare_schema(const Name& name) {
  Schema schema;
  schema.name = name;
  return schema;
}

std::vector<Op> ops_of(const RenameStep& step) {
  if (step.kind == Kind::kColumn) return {RenameColumn{step.object, step.column, step.to}};
  if (step.kind == Kind::kSequence) return {RenameSequence{step.object, step.to}};
  if (step.schema.empty()) return {RenameTable{step.object, step.to}};
  if (!step.makes_schema) return {MoveTable{step.object, step.schema}};
  return {CreateSchema{bare_schema(step.schema)}, MoveTable{step.object, step.schema}};
}

std::vector<Op> undoing(const RenameStep& step) {
  if (step.kind == Kind::kColumn) return {RenameColumn{step.object, step.to, step.column}};
  const QualifiedName after = name_after(step);
  if (step.kind == Kind::kSequence) return {RenameSequence{after, step.object.name}};
  if (step.schema.empty()) return {RenameTable{after, step.object.name}};
  if (!step.makes_schema) return {MoveTable{after, step.object.schema}};
  return {MoveTable{after, step.object.schema}, DropSchema{bare_schema(step.schema)}};
}

std::vector<Op> ops_of(std::span<const RenameStep> renames, Direction direction) {
  std::vector<Op> ops;
  for (std::size_t i = 0; i < renames.size(); ++i) {
    const bool is_up = direction == Direction::kUp;
    for (Op& op : is_up ? ops_of(renames[i]) : undoing(renames[renames.size() - 1 - i]))
      ops.push_back(std::move(op));
  }
  return ops;
}

}  // namespace

std::vector<Node> with_renames(std::vector<Node> nodes, std::span<const RenameStep> renames,
                               Direction direction) {
  if (renames.empty()) return nodes;
  const bool is_up = direction == Direction::kUp;
  for (Node& node : nodes) (is_up ? node.depends_on : node.releases).push_back(data_names_dependency());
  const std::size_t first = nodes.size();
  for (Op& op : ops_of(renames, direction)) {
    Node node;
    node.op = std::move(op);
    node.rank.stage = Stage::kRename;
    if (nodes.size() != first) node.runs_after = {nodes.size() - 1};
    nodes.push_back(std::move(node));
  }
  (is_up ? nodes.back() : nodes[first]).provides = {data_names_dependency()};
  return nodes;
}

}  // namespace tenon
