// The history of one target for people and for programs.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/history.h"
#include "audit/result.h"

namespace tenon {

/// One result of a history, with its number in the store.
struct HistoryEntry {
  std::int64_t audit = 0;
  AuditResult result;

  friend bool operator==(const HistoryEntry&, const HistoryEntry&) = default;
};

/// What is remembered of a target.
struct TargetHistory {
  TargetState state;
  std::vector<HistoryEntry> entries;  ///< newest first
  std::vector<Episode> episodes;      ///< newest first
};

/// Returns the history for people; ends in a newline.
std::string history_text(const TargetHistory& history);
/// Returns the history as JSON, `schema_version` 1; ends in a newline.
std::string history_json(const TargetHistory& history);

/// Returns `between 2026-11-19T03:00:02Z and 2026-11-20T03:00:01Z`, or `before ...`.
std::string window_text(const Window& window);

}  // namespace tenon
