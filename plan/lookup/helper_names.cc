// Finds a prefix that no object has.
#include "plan/lookup/helper_names.h"

#include <algorithm>

#include "model/dialect.h"

namespace tenon {

namespace {

/// Returns whether an object in the namespace of tables has a name that begins with `beginning`.
bool is_taken(const Catalog& catalog, const Name& beginning) {
  const auto begins = [&](const Name& name) { return name.key.starts_with(beginning.key); };
  const auto is_index = [&](const Constraint& constraint) {
    return std::holds_alternative<Index>(constraint) && begins(name_of(constraint));
  };
  return std::ranges::any_of(catalog.tables,
                             [&](const Table& table) {
                               return begins(table.name.name) ||
                                      std::ranges::any_of(table.constraints, is_index);
                             }) ||
         std::ranges::any_of(catalog.unmodelled,
                             [&](const UnmodelledObject& other) { return begins(other.name.name); });
}

}  // namespace

std::string helper_prefix(const Catalog& before, const Catalog& after) {
  std::string prefix = "_tenon";
  for (int number = 2;; ++number) {
    const Name beginning = before.dialect->name_of(prefix + "_");
    if (!is_taken(before, beginning) && !is_taken(after, beginning)) return prefix;
    prefix = "_tenon" + std::to_string(number);
  }
}

}  // namespace tenon
