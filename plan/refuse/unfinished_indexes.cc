// Finds attached indexes of partitions that no op can create.
#include "plan/refuse/unfinished_indexes.h"

#include <algorithm>
#include <string>

#include "model/error.h"
#include "model/unmodelled.h"
#include "plan/transition/inheritance.h"

namespace tenon {

namespace {

bool is_same_part(const UnmodelledObject& a, const UnmodelledObject& b) {
  return a.kind == b.kind && a.name == b.name && a.table == b.table;
}

/// Returns whether an existing partition, or an existing ancestor of it, changes.
bool changes(const Transitions& transitions, const Catalog& before, const Catalog& after,
             const QualifiedName& partition) {
  const auto line = ancestry_of(after, partition);
  return std::ranges::any_of(line, [&](const QualifiedName& name) { return find_table(before, name); }) &&
         std::ranges::any_of(line, [&](const QualifiedName& name) { return transitions.table(name); });
}

}  // namespace

void require_finished_indexes(const Transitions& transitions, const PlanInputs& inputs) {
  if (inputs.direction == Direction::kDown) return;
  for (const UnmodelledObject& part : inputs.after.unmodelled) {
    if (role_of(part) != UnmodelledRole::kIndexPart) continue;
    const bool is_there = std::ranges::any_of(
        inputs.before.unmodelled, [&](const UnmodelledObject& other) { return is_same_part(part, other); });
    if (is_there || !changes(transitions, inputs.before, inputs.after, part.table)) continue;
    throw Error(
        Fault::kUnsupported,
        "index " + to_string(part.name) + " cannot be created as declared: table " + to_string(part.table) +
            " has an attached part of it, and other partitions do not; declare the index for all partitions "
            "(CREATE INDEX without ONLY), or attach the part by hand (ALTER INDEX ... ATTACH PARTITION)");
  }
}

}  // namespace tenon
