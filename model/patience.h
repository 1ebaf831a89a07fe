// How long a database is waited for.

#pragma once

#include <chrono>
#include <optional>

namespace tenon {

/// How long a database is waited for: to connect, for the answer to a statement, for a lock of SQLite's.
/// Absent: as long as is usual for each.
using Patience = std::optional<std::chrono::seconds>;

}  // namespace tenon
