// When a message that could not be sent is sent again.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "model/instant.h"

namespace tenon {

/// What the receiver of a message answered.
struct Answered {
  int status = 0;                                        ///< of HTTP; 0: there was no answer
  std::optional<std::chrono::seconds> retry_after = {};  ///< as the answer asks for (RFC 9110, 10.2.3)

  /// Success is any 2xx (Standard Webhooks 1.0.0, "Responses").
  bool is_success() const { return status >= 200 && status < 300; }
};

/// Returns when to try again after an attempt that failed at `now`; nullopt: never. Pauses are 5 s, 5 min,
/// 30 min, 2 h, 5 h, 10 h, 14 h and 20 h (Standard Webhooks 1.0.0, "Deliverability"). 429 and 503 may ask for
/// a longer one, of a day at most; 410 says that nobody wants messages any more. `attempts` counts the one
/// that has just failed.
std::optional<Instant> next_attempt(std::int64_t attempts, Instant now, const Answered& answered);

}  // namespace tenon
