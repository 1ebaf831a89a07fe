// How long a database is waited for.

#pragma once

#include <chrono>
#include <optional>

namespace tenon {

/// How long a database is waited for. Absent: as long as is usual for each.
struct Patience {
  /// To connect, for the answer to a statement, for a lock of SQLite's; it overrides what follows.
  std::optional<std::chrono::seconds> limit = {};
  std::optional<std::chrono::milliseconds> statement = {};  ///< for the answer to a statement
  std::optional<std::chrono::milliseconds> lock = {};       ///< for a lock

  friend bool operator==(const Patience&, const Patience&) = default;
};

}  // namespace tenon
