#include <map>
#include <utility>
#include <vector>

#include "plan/ops/op_emitter.h"

namespace tenon {

namespace {

Table with_bound_of(Table table, const Table& other) {
  table.options =
      with_option(std::move(table.options), "partition_bound", *option(other.options, "partition_bound"));
  return table;
}

/// All are detached before the first is attached, since one may take what another leaves. Nothing comes in
/// between: what the parent hands down is the partitions' own meanwhile, and no change of it would reach
/// them.
Node rebound(const QualifiedName& parent, const std::vector<const TableFate*>& partitions) {
  std::vector<Op> ops;
  for (const TableFate* fate : partitions) ops.emplace_back(DetachTable{*fate->actual, parent});
  for (const TableFate* fate : partitions)
    ops.emplace_back(AttachTable{with_bound_of(*fate->actual, *fate->declared), parent});
  Node node;
  node.op = ops.front();
  node.then.assign(ops.begin() + 1, ops.end());
  node.rank = {Stage::kRebindPartitions, Kind::kTable, parent, 0, {}};
  node.changes = {partitions_thing(parent)};
  node.takes = {freed_bounds_slot(parent)};
  node.frees = {changed_bounds_slot(parent)};
  return node;
}

}  // namespace

void expand_bounds(Expansion& to) {
  std::map<QualifiedName, std::vector<const TableFate*>> by_parent;
  for (const auto& [name, fate] : to.fates().tables)
    if (is_rebound(fate)) by_parent[fate.actual->parents.front()].push_back(&fate);
  for (const auto& [parent, partitions] : by_parent) to.add(rebound(parent, partitions));
}

}  // namespace tenon
