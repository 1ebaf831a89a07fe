// Copies to a catalog the places that another catalog of the same schema has.

#include "app/copied_locations.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

namespace tenon {

namespace {

/// Lists of a catalog, sorted by name.
template <class T>
void take(std::vector<T>& to, const std::vector<T>& from) {
  for (T& each : to) {
    const auto at = std::ranges::lower_bound(from, each.name, {}, &T::name);
    if (at != from.end() && at->name == each.name) each.source = at->source;
  }
}

void take_columns(Table& to, const Table& from) {
  for (Column& each : to.columns)
    if (const Column* read = find_column(from, each.name)) each.source = read->source;
}

void take_constraints(Table& to, const Table& from) {
  for (Constraint& each : to.constraints)
    if (const Constraint* read = find_constraint(from, each.index(), name_of(each)))
      std::visit([&](auto& constraint) { constraint.source = source_of(*read); }, each);
}

}  // namespace

Catalog with_locations_of(Catalog catalog, Catalog read_elsewhere) {
  const Catalog from = sorted(std::move(read_elsewhere));
  take(catalog.schemas, from.schemas);
  take(catalog.extensions, from.extensions);
  take(catalog.enums, from.enums);
  take(catalog.domains, from.domains);
  take(catalog.composite_types, from.composite_types);
  take(catalog.range_types, from.range_types);
  take(catalog.sequences, from.sequences);
  for (Table& table : catalog.tables) {
    const Table* read = find_table(from, table.name);
    if (!read) continue;
    table.source = read->source;
    take_columns(table, *read);
    take_constraints(table, *read);
  }
  return catalog;
}

}  // namespace tenon
