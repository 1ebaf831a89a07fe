// Merges two catalogs and returns the items that differ, with renames paired.

#pragma once

#include <vector>

#include "diff/item.h"
#include "model/match_by.h"

namespace tenon {

/// Two items that are the same object but differ in definition or name, or one item that only one side has.
/// Never both nullptr.
struct Mismatch {
  const Item* actual = nullptr;
  const Item* declared = nullptr;
};

/// The differences between the two sides. `mismatches` points into `sides`.
struct Comparison {
  Sides sides;
  std::vector<Mismatch> mismatches;  ///< sorted by key: the declared one's where there is one
};

/// Merges both catalogs and pairs renames, in O(n log n) whatever differs. `type_tables`: those of an earlier
/// comparison of the same catalogs.
Comparison compared(const Catalog& actual, const Catalog& declared,
                    MatchBy match = MatchBy::kNameThenDefinition,
                    std::shared_ptr<TypeTables> type_tables = std::make_shared<TypeTables>());

/// The mismatches of one kind in one table, which may be paired.
using MismatchGroup = std::vector<Mismatch>;
/// Groups sorted `mismatches` by kind and table.
std::vector<MismatchGroup> grouped(const std::vector<Mismatch>& mismatches);

/// Returns the item to sort by and to report.
inline const Item& item_of(const Mismatch& mismatch) {
  return mismatch.declared ? *mismatch.declared : *mismatch.actual;
}
bool is_rename(const Mismatch& mismatch);

}  // namespace tenon
