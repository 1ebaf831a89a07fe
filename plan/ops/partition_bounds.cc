// Emits the ops for partitions that stay with other bounds.
#include <map>
#include <utility>
#include <vector>

#include "plan/ops/op_emitter.h"

namespace tenon {

namespace {

/// Detaches all of them before the first is attached: one may take the bounds that another frees. No other
/// op may run in between, since a change of the parent would not reach detached partitions.
Node rebound(const OpEmitter& emitter, const QualifiedName& parent,
             const std::vector<const TableTransition*>& partitions) {
  std::vector<Op> ops;
  for (const TableTransition* transition : partitions)
    ops.emplace_back(DetachTable{*transition->before, parent});
  for (const TableTransition* transition : partitions)
    ops.emplace_back(AttachTable{with_bound_of(*transition->before, *transition->after), parent});
  Node node;
  node.op = ops.front();
  node.followed_by.assign(ops.begin() + 1, ops.end());
  node.rank = {Stage::kRebindPartitions, Kind::kTable, parent, 0, {}};
  node.provides = {partitions_dependency(parent)};
  for (const TableTransition* transition : partitions)
    append(node.provides, emitter.index_parts_below(transition->after->name));
  node.claims_names = {freed_bounds_claim(parent)};
  node.frees_names = {changed_bounds_claim(parent)};
  return node;
}

}  // namespace

Table with_bound_of(Table table, const Table& other) {
  table.options =
      with_option(std::move(table.options), "partition_bound", *option(other.options, "partition_bound"));
  return table;
}

void emit_partition_bounds(OpEmitter& emitter) {
  std::map<QualifiedName, std::vector<const TableTransition*>> by_parent;
  for (const auto& [name, transition] : emitter.transitions().tables)
    if (is_rebound(transition)) by_parent[transition.before->parents.front()].push_back(&transition);
  for (const auto& [parent, partitions] : by_parent) emitter.add(rebound(emitter, parent, partitions));
}

}  // namespace tenon
