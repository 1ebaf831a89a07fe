// What upkeep of the store says, for people and for programs.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/store.h"

namespace tenon {

/// What a verb of upkeep has found or done.
struct StoreReport {
  std::string store;                               ///< how it is shown
  std::optional<StoreStats> stats;                 ///< of `stats`
  std::optional<StoreVerdict> verdict;             ///< of `verify`
  std::optional<std::vector<StoreCount>> removed;  ///< of `prune`
};

/// Returns it for people; ends in a newline.
std::string store_text(const StoreReport& report);
/// Returns it as JSON, `schema_version` 1; ends in a newline.
std::string store_json(const StoreReport& report);

}  // namespace tenon
