// What the log says of a sweep when it ends, so that a row changed afterwards is found.

#pragma once

#include <cstdint>
#include <string>

#include "store/session.h"
#include "store/store.h"

namespace tenon {

/// Returns `sha256:...` over the results of a sweep as its rows say.
std::string results_digest(StoreSession& session, std::int64_t sweep);
/// Returns the body of `sweep.finished`, canonical JSON.
std::string sweep_body(const StoredSweep& sweep, const std::string& results_digest);

inline constexpr const char* kSweepColumns =
    "id, started_at, finished_at, started_by, selection, targets, workers, tool_version, exit_code, summary";
StoredSweep stored_sweep(const SqlRow& row);

}  // namespace tenon
