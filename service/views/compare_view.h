// What the page that compares two audits shows: findings that came and went, and what changed in the catalog.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "render/report/document.h"
#include "store/store.h"

namespace tenon {

/// Two audits beside each other: two nights of one target, or two targets.
struct CompareView {
  StoredAudit before;
  StoredAudit after;
  std::vector<DocumentEntry> came;  ///< findings of the second alone
  std::vector<DocumentEntry> gone;  ///< findings of the first alone
  std::size_t common = 0;           ///< findings of both
  ReportDocument changes;           ///< what leads from the one catalog to the other
  std::string no_changes_why;       ///< why it is not known; empty: it is
};

/// Returns nullopt if the store lacks one of them.
std::optional<CompareView> compare_view(Store& store, std::int64_t before, std::int64_t after);

}  // namespace tenon
