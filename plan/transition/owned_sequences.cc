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

void follow(Fates& fates, const Sequence& sequence, const Drawers& drawn) {
  const auto at =
      fates.sequences.try_emplace(sequence.name, SequenceFate{&sequence, &sequence, false, false});
  SequenceFate& fate = at.first->second;
  TableFate& table = fates.tables.at(sequence.owned_by->table);
  if (fate.declared || !only_owner_draws(sequence, drawn, !table.declared)) {
    fate.released = true;
    return;
  }
  fate.taken_along = true;
  auto& along = table.declared ? table.columns.at(sequence.owned_by->column).takes_along : table.takes_along;
  along.push_back(&sequence);
}

}  // namespace

void follow_owners(Fates& fates, const Catalog& actual) {
  const bool any = std::ranges::any_of(actual.sequences, [&](const Sequence& sequence) {
    return sequence.owned_by && fates.goes(*sequence.owned_by);
  });
  if (!any) return;
  const Drawers drawn = drawers(actual);
  for (const auto& sequence : actual.sequences)
    if (sequence.owned_by && fates.goes(*sequence.owned_by)) follow(fates, sequence, drawn);
}

}  // namespace tenon
