// Interface of the comparison: takes two catalogs, returns Changes and Unknowns; diff() compares keys only.

#include "diff/diff.h"

#include <algorithm>
#include <utility>

#include "diff/changes.h"
#include "diff/comparison.h"
#include "model/fields.h"

namespace tenon {

Change change_of(const Mismatch& mismatch) {
  const auto& [actual, declared] = mismatch;
  if (!declared) return Dropped{key_of(*actual), object_of(*actual)};
  if (!actual) return Added{key_of(*declared), object_of(*declared)};
  Object a = object_of(*actual), d = object_of(*declared);
  auto attributes = attribute_changes(a, d);
  if (is_rename(mismatch))
    return Renamed{key_of(*declared), *actual->name, std::move(a), std::move(d), std::move(attributes)};
  return Altered{key_of(*declared), std::move(a), std::move(d), std::move(attributes)};
}

std::vector<Change> in_order(std::vector<Change> changes) {
  std::ranges::stable_sort(changes, [](const Change& a, const Change& b) {
    const auto by_key = key_of(a) <=> key_of(b);
    return by_key != 0 ? by_key < 0 : a.index() < b.index();
  });
  return changes;
}

std::vector<Change> diff(const Catalog& actual, const Catalog& declared) {
  const Comparison comparison = compared(actual, declared);
  std::vector<Change> changes;
  changes.reserve(comparison.mismatches.size());
  for (const Mismatch& mismatch : comparison.mismatches) changes.push_back(change_of(mismatch));
  return in_order(std::move(changes));
}

}  // namespace tenon
