// Tells whether a catalog holds anything.

#include "model/emptiness.h"

#include <algorithm>

#include "model/dialect.h"

namespace tenon {

bool holds_nothing(const Catalog& catalog) {
  const auto is_given = [&](const Schema& schema) {
    return schema.name == catalog.dialect->name_of(catalog.dialect->default_schema);
  };
  bool is_empty = catalog.extensions.empty() && catalog.enums.empty() && catalog.sequences.empty() &&
                  catalog.tables.empty() && catalog.unmodelled.empty() && catalog.not_understood.empty();
  for_each_type_list(catalog, [&](const auto& types) { is_empty = is_empty && types.empty(); });
  return is_empty && std::ranges::all_of(catalog.schemas, is_given);
}

}  // namespace tenon
