// Finds references that imply a primary key which changes.
#include "plan/transition/implied_keys.h"

#include <algorithm>
#include <vector>

#include "plan/lookup/identifiers.h"

namespace tenon {

namespace {

std::vector<Name> key_columns(const Table& table) {
  const PrimaryKey* key = primary_key(table);
  return key ? key->columns : std::vector<Name>();
}

bool key_changes(const QualifiedName& table, const Transitions& transitions) {
  const TableTransition* transition = transitions.table(table);
  return transition && transition->kept() &&
         key_columns(*transition->before) != key_columns(*transition->after);
}

bool implies_columns(const Table& table, const Name& parent, const Dialect& dialect) {
  const std::vector<IdentifierRef> all = referenced_identifiers(*table.stored_sql, dialect);
  for (std::size_t i = 0; i + 1 < all.size(); ++i)
    if (all[i].key == "references" && all[i + 1].key == parent.key &&
        all[i + 1].as == IdentifierRef::As::kName)
      return true;
  return false;
}

}  // namespace

std::vector<RekeyedTable> rekeyed_parents(const Table& before, const Transitions& transitions,
                                          const Dialect& dialect) {
  std::vector<RekeyedTable> all;
  for (const Constraint& constraint : before.constraints) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    if (!key || !key_changes(key->referred_table, transitions)) continue;
    if (!implies_columns(before, key->referred_table.name, dialect)) continue;
    RekeyedTable parent{key->referred_table, key_columns(*transitions.table(key->referred_table)->after)};
    if (std::ranges::find(all, parent) == all.end()) all.push_back(std::move(parent));
  }
  return all;
}

bool implies_changing_key(const Table& before, const Transitions& transitions, const Dialect& dialect) {
  return !rekeyed_parents(before, transitions, dialect).empty();
}

Transitions rebuild_implied_references(Transitions transitions, const PlanInputs& inputs) {
  if (!inputs.dialect().references_stay_implied) return transitions;
  for (const Table& table : inputs.before.tables)
    if (!transitions.table(table.name) && implies_changing_key(table, transitions, inputs.dialect()))
      transitions.find_or_add(table);
  return transitions;
}

}  // namespace tenon
