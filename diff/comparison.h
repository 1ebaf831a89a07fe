#pragma once

#include <vector>

#include "diff/item.h"

namespace tenon {

/// Two items that are held to be one object but differ (in definition, or in name), or an item that only one
/// side has. Never both nullptr.
struct Mismatch {
  const Item* actual = nullptr;
  const Item* declared = nullptr;
};

/// What the two sides do not share. `mismatches` points into `sides`.
struct Comparison {
  Sides sides;
  std::vector<Mismatch> mismatches;  ///< sorted by key: the declared one's where there is one
};

/// One merge over both catalogs, then the renames. Costs n log n whatever differs. `type_tables`: those of an
/// earlier comparison of these catalogs.
Comparison compared(const Catalog& actual, const Catalog& declared,
                    std::shared_ptr<TypeTables> type_tables = std::make_shared<TypeTables>());

/// The mismatches of one kind in one table: what may be paired.
using MismatchGroup = std::vector<Mismatch>;
/// `mismatches`, sorted, cut where kind or table changes.
std::vector<MismatchGroup> grouped(const std::vector<Mismatch>& mismatches);

/// The item to sort and speak by.
inline const Item& item_of(const Mismatch& mismatch) {
  return mismatch.declared ? *mismatch.declared : *mismatch.actual;
}
bool is_rename(const Mismatch& mismatch);

}  // namespace tenon
