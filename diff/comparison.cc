// Merges two catalogs and returns the items that differ, with renames paired.

#include "diff/comparison.h"

#include <algorithm>
#include <span>
#include <utility>

#include "diff/adoption.h"
#include "diff/definition.h"
#include "diff/renames.h"

namespace tenon {

namespace {

using Run = std::span<const Item>;

/// Returns the items at the front that share one key: one item, except in a database that allows two
/// constraints of one name on a table.
Run front_run(Run items) {
  std::size_t n = 1;
  while (n < items.size() && order(items[0], items[n]) == 0) ++n;
  return items.first(n);
}

/// Matches the items of one key: equal ones cancel out, the rest are paired in order.
void match(std::vector<Mismatch>& found, Run actual, Run declared) {
  std::vector<const Item*> left;
  for (const Item& d : declared) left.push_back(&d);
  std::vector<const Item*> unequal;
  for (const Item& a : actual) {
    const auto equal = std::ranges::find_if(left, [&](const Item* d) { return same_definition(a, *d); });
    if (equal == left.end())
      unequal.push_back(&a);
    else
      left.erase(equal);
  }
  for (std::size_t i = 0; i < std::max(unequal.size(), left.size()); ++i)
    found.push_back({i < unequal.size() ? unequal[i] : nullptr, i < left.size() ? left[i] : nullptr});
}

std::vector<Mismatch> merged(Run actual, Run declared) {
  std::vector<Mismatch> found;
  while (!actual.empty() || !declared.empty()) {
    const auto which = actual.empty()     ? std::strong_ordering::greater
                       : declared.empty() ? std::strong_ordering::less
                                          : order(actual.front(), declared.front());
    if (which < 0) {
      found.push_back({&actual.front(), nullptr});
      actual = actual.subspan(1);
    } else if (which > 0) {
      found.push_back({nullptr, &declared.front()});
      declared = declared.subspan(1);
    } else {
      const Run a = front_run(actual), d = front_run(declared);
      if (a.size() > 1 || d.size() > 1 || !same_definition(a[0], d[0])) match(found, a, d);
      actual = actual.subspan(a.size());
      declared = declared.subspan(d.size());
    }
  }
  return found;
}

}  // namespace

bool is_rename(const Mismatch& mismatch) {
  return mismatch.actual && mismatch.declared && *mismatch.actual->name != *mismatch.declared->name;
}

std::vector<MismatchGroup> grouped(const std::vector<Mismatch>& mismatches) {
  std::vector<MismatchGroup> groups;
  for (const Mismatch& mismatch : mismatches) {
    if (groups.empty() || order_of_group(item_of(groups.back().back()), item_of(mismatch)) != 0)
      groups.emplace_back();
    groups.back().push_back(mismatch);
  }
  return groups;
}

Comparison compared(const Catalog& actual, const Catalog& declared, MatchBy match,
                    std::shared_ptr<TypeTables> type_tables) {
  Comparison comparison{adopted(flattened(actual, declared, std::move(type_tables))), {}};
  comparison.mismatches = merged(comparison.sides.actual, comparison.sides.declared);
  if (match == MatchBy::kNameThenDefinition)
    comparison.mismatches = renames_paired(std::move(comparison.mismatches));
  std::ranges::stable_sort(comparison.mismatches, [](const Mismatch& a, const Mismatch& b) {
    return order(item_of(a), item_of(b)) < 0;
  });
  return comparison;
}

}  // namespace tenon
