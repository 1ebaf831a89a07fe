#include "plan/refuse/unfinished_indexes.h"

#include <algorithm>
#include <string>

#include "model/error.h"
#include "plan/transition/inheritance.h"

namespace tenon {

namespace {

bool is_same_part(const UnmodelledObject& a, const UnmodelledObject& b) {
  return a.kind == b.kind && a.name == b.name && a.table == b.table;
}

/// Whether a partition, or what it is a part of, changes and is there already.
bool changes(const Transitions& transitions, const Catalog& before, const Catalog& after,
             const QualifiedName& partition) {
  const auto line = ancestry_of(after, partition);
  return std::ranges::any_of(line, [&](const QualifiedName& name) { return find_table(before, name); }) &&
         std::ranges::any_of(line, [&](const QualifiedName& name) { return transitions.table(name); });
}

}  // namespace

void refuse_unfinished_indexes(const Transitions& transitions, const Catalog& before, const Catalog& after) {
  for (const UnmodelledObject& part : after.unmodelled) {
    if (part.kind != "index_part") continue;
    const bool is_there = std::ranges::any_of(
        before.unmodelled, [&](const UnmodelledObject& other) { return is_same_part(part, other); });
    if (is_there || !changes(transitions, before, after, part.table)) continue;
    throw Error(Fault::kUnsupported,
                "index " + shown(part.name) + " cannot be written as it is to be: table " +
                    shown(part.table) +
                    " has its part of it, and other partitions do not; declare the index whole (CREATE INDEX "
                    "without ONLY), or attach the part by hand (ALTER INDEX ... ATTACH PARTITION)");
  }
}

}  // namespace tenon
