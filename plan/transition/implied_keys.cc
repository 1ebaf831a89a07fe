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

bool key_changes(const QualifiedName& table, const Fates& fates) {
  const TableFate* fate = fates.table(table);
  return fate && fate->kept() && key_columns(*fate->actual) != key_columns(*fate->declared);
}

bool implies_columns(const Table& table, const Name& parent, const Dialect& dialect) {
  const std::vector<Mention> all = mentions(*table.stored_sql, dialect);
  for (std::size_t i = 0; i + 1 < all.size(); ++i)
    if (all[i].key == "references" && all[i + 1].key == parent.key && all[i + 1].as == Mention::As::kName)
      return true;
  return false;
}

}  // namespace

std::vector<RekeyedTable> rekeyed_parents(const Table& actual, const Fates& fates, const Dialect& dialect) {
  std::vector<RekeyedTable> all;
  for (const Constraint& constraint : actual.constraints) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    if (!key || !key_changes(key->referred_table, fates)) continue;
    if (!implies_columns(actual, key->referred_table.name, dialect)) continue;
    RekeyedTable parent{key->referred_table, key_columns(*fates.table(key->referred_table)->declared)};
    if (std::ranges::find(all, parent) == all.end()) all.push_back(std::move(parent));
  }
  return all;
}

bool implies_changing_key(const Table& actual, const Fates& fates, const Dialect& dialect) {
  return !rekeyed_parents(actual, fates, dialect).empty();
}

void follow_implied_keys(Fates& fates, const Catalog& actual) {
  for (const Table& table : actual.tables)
    if (!fates.table(table.name) && implies_changing_key(table, fates, *actual.dialect)) fates.touch(table);
}

}  // namespace tenon
