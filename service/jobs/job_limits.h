// How much a replica of the service does at once, for how long, and how often it looks.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace tenon {

struct JobLimits {
  std::size_t workers = 8;                                           ///< audits at once
  std::size_t per_server = 4;                                        ///< of them on one server
  std::chrono::milliseconds attempt_time = std::chrono::minutes(5);  ///< of a target without its own
  std::chrono::milliseconds grace = std::chrono::seconds(10);        ///< for an audit that is told to stop
  std::chrono::milliseconds lease = std::chrono::seconds(60);
  std::int64_t attempts = 4;  ///< of a job that may heal
  std::chrono::milliseconds first_pause = std::chrono::seconds(30);
  std::chrono::milliseconds longest_pause = std::chrono::minutes(15);
  std::int64_t failures_to_probe = 3;  ///< a target that failed so often in a row is tried once a run
  std::chrono::hours unknown_for = std::chrono::hours(24);   ///< a job nobody knows the target of is given up
  std::chrono::milliseconds poll = std::chrono::seconds(1);  ///< of an idle worker
  std::chrono::milliseconds tick = std::chrono::seconds(10);  ///< of the scheduler
  std::chrono::milliseconds outbox = std::chrono::seconds(15);
  /// How long a loop may take over one round: longer than any statement of the store may (2 minutes).
  std::chrono::milliseconds stall = std::chrono::minutes(3);
  std::uint64_t seed = 0;  ///< of the pauses; 0: another one each time
};

}  // namespace tenon
