// How long a job that failed waits for its next attempt.

#pragma once

#include <chrono>
#include <cstdint>
#include <random>

namespace tenon {

/// Returns the longest pause after an attempt, counted from one: `first` times 4 for each attempt before, and
/// never more than `longest`.
std::chrono::milliseconds longest_retry_pause(std::int64_t attempt, std::chrono::milliseconds first,
                                              std::chrono::milliseconds longest);

/// Returns a pause drawn between zero and that (full jitter, so that a fleet does not come back at once).
std::chrono::milliseconds retry_pause(std::chrono::milliseconds longest, std::mt19937_64& random);

}  // namespace tenon
