#include "plan/transition/owned_sequences.h"

#include <algorithm>
#include <map>
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

/// Whether only what goes together with the owner draws from the sequence.
bool only_owner_draws(const Sequence& sequence, const Drawers& drawn, bool whole_table) {
  const auto found = drawn.find(sequence.name);
  if (found == drawn.end()) return true;
  return std::ranges::all_of(found->second, [&](const ColumnName& column) {
    return whole_table ? column.table == sequence.owned_by->table : column == *sequence.owned_by;
  });
}

void follow(Transitions& transitions, const Sequence& sequence, const Drawers& drawn) {
  const auto at = transitions.sequences.try_emplace(sequence.name,
                                                    SequenceTransition{&sequence, &sequence, false, false});
  SequenceTransition& transition = at.first->second;
  TableTransition& table = transitions.tables.at(sequence.owned_by->table);
  if (transition.after || !only_owner_draws(sequence, drawn, !table.after)) {
    transition.released = true;
    return;
  }
  transition.dropped_by_cascade = true;
  auto& along = table.after ? table.columns.at(sequence.owned_by->column).cascades_to : table.cascades_to;
  along.push_back(&sequence);
}

}  // namespace

void release_owned_sequences(Transitions& transitions, const Catalog& before) {
  const bool any = std::ranges::any_of(before.sequences, [&](const Sequence& sequence) {
    return sequence.owned_by && transitions.is_dropped(*sequence.owned_by);
  });
  if (!any) return;
  const Drawers drawn = drawers(before);
  for (const auto& sequence : before.sequences)
    if (sequence.owned_by && transitions.is_dropped(*sequence.owned_by)) follow(transitions, sequence, drawn);
}

}  // namespace tenon
