// Findings as short phrases for a summary: findings in, what they say in a few words out.

#pragma once

#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "audit/result.h"

namespace tenon {

/// Returns what findings say, the gravest first: `fk_orders_user lost ON DELETE CASCADE`, `ix_due missing`,
/// `4 unexpected indexes on audit_log`.
std::vector<std::string> phrases(std::span<const StoredFinding> findings);

/// Returns the first phrases as one line, and how many there are more.
std::string brief(const std::vector<std::string>& phrases);

/// Returns names as a short list: `tenant-001..012` for names that count up, the first few of many.
std::string short_list(const std::vector<std::string>& names);

/// Returns `41 d`, `5 h` or `12 min`; a negative duration is `0 min`.
std::string age_text(std::chrono::microseconds age);
/// Returns `3 m 41 s`, `2 h 5 m`, `12 s` or `340 ms`.
std::string duration_text(std::chrono::microseconds duration);

/// Returns a reason code in words: `connect` is "cannot be reached".
std::string reason_in_words(const std::string& reason);

}  // namespace tenon
