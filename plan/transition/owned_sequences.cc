// Decides whether an owned sequence is dropped with its owner or released first.
#include "plan/transition/owned_sequences.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "plan/lookup/identifiers.h"

namespace tenon {

namespace {

using Drawers = std::map<QualifiedName, std::vector<ColumnName>>;

Drawers drawers(const Catalog& catalog) {
  Drawers found;
  for (const auto& table : catalog.tables)
    for (const auto& column : table.columns)
      if (column.default_value)
        for (const auto& sequence : sequences_in(*column.default_value, *catalog.dialect))
          found[sequence].push_back({table.name, column.name});
  return found;
}

/// Returns whether nothing draws from the sequence but what is dropped together with its owner.
bool only_owner_draws(const Sequence& sequence, const Drawers& drawn, bool whole_table) {
  const auto found = drawn.find(sequence.name);
  if (found == drawn.end()) return true;
  return std::ranges::all_of(found->second, [&](const ColumnName& column) {
    return whole_table ? column.table == sequence.owned_by->table : column == *sequence.owned_by;
  });
}

void follow(Transitions& transitions, const Sequence& sequence, const Drawers& drawn) {
  const auto at = transitions.sequences.try_emplace(sequence.name, SequenceTransition{&sequence, &sequence});
  SequenceTransition& transition = at.first->second;
  TableTransition& table = transitions.tables.at(sequence.owned_by->table);
  if (transition.after || !only_owner_draws(sequence, drawn, !table.after)) {
    transition.released = true;
    return;
  }
  if (std::exchange(transition.dropped_by_cascade, true)) return;
  auto& along = table.after ? table.columns.at(sequence.owned_by->column).cascades_to : table.cascades_to;
  along.push_back(&sequence);
}

}  // namespace

Transitions release_owned_sequences(Transitions transitions, const PlanInputs& inputs) {
  const auto loses_owner = [&](const Sequence& sequence) {
    return sequence.owned_by && transitions.is_dropped(*sequence.owned_by);
  };
  if (std::ranges::none_of(inputs.before.sequences, loses_owner)) return transitions;
  const Drawers drawn = drawers(inputs.before);
  for (const auto& sequence : inputs.before.sequences)
    if (loses_owner(sequence)) follow(transitions, sequence, drawn);
  return transitions;
}

}  // namespace tenon
