// Runs one job for each target, many at once: jobs and limits in, their ends out as they come.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/audit/attempts.h"

namespace tenon {

/// One job: what it loads, and for how long.
struct FleetJob {
  std::string server;  ///< jobs of one server share its limit; empty: it loads none
  std::optional<std::chrono::milliseconds> time_limit = {};  ///< of an attempt; absent: that of the limits
};

/// How much runs at once, and for how long.
struct FleetLimits {
  std::size_t workers = 8;
  std::size_t per_server = 4;
  std::chrono::milliseconds attempt_time = std::chrono::minutes(5);
  std::optional<std::chrono::milliseconds> whole_time = {};         ///< absent: without limit
  std::size_t attempts = 3;                                         ///< of a job that may heal
  std::chrono::milliseconds first_pause = std::chrono::seconds(1);  ///< at most, before the second attempt
  std::chrono::milliseconds longest_pause = std::chrono::seconds(30);
  std::chrono::milliseconds grace = std::chrono::seconds(3);  ///< for an attempt that is told to stop
  std::uint64_t seed = 0;                                     ///< of the pauses; 0: another one each time
};

struct JobReport {
  JobEnd end = JobEnd::kDone;
  std::size_t attempts = 0;  ///< 0: it was never begun
};

/// What a fleet calls. `attempt` runs in a thread of its own, which may outlive run_fleet(): it keeps what it
/// needs alive. `begun` and `finished` run in the thread that called run_fleet(), and what finished() is told
/// about an attempt that did not end by itself must not be read any more.
struct FleetCalls {
  std::function<AttemptEnd(std::size_t job, std::size_t attempt, std::stop_token stop)> attempt;
  std::function<void(std::size_t job)> begun;
  std::function<void(std::size_t job, const JobReport& report)> finished;
  std::function<void()> tick;  ///< about once a second while the run goes on
};

/// Runs all jobs, and returns how many attempts did not end although they were told to.
///
/// A job that may heal is tried again after a pause that doubles and is drawn between zero and that (full
/// jitter, so that a fleet does not come back at once). An attempt beyond its time is told to stop, and left
/// behind if it does not end within the grace. Once `stop` is requested nothing is begun any more.
std::size_t run_fleet(const std::vector<FleetJob>& jobs, const FleetLimits& limits, FleetCalls calls,
                      std::stop_token stop = {});

}  // namespace tenon
