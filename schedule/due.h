// Which runs of a schedule are due now, which were missed, and by how much each is put off.

#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "schedule/catch_up.h"
#include "schedule/cron.h"

namespace tenon {

/// Scheduled times up to now, each list from the oldest on.
struct DueRuns {
  std::vector<Instant> run;
  std::vector<Instant> missed;
  bool is_cut = false;  ///< there are more than kMostDueRuns: the oldest are in neither list

  friend bool operator==(const DueRuns&, const DueRuns&) = default;
};

/// How many runs are looked at; a year without the service has half a million minutes.
inline constexpr std::size_t kMostDueRuns = 1000;
/// How late a run may be and still be on time: as long as a restart of the service takes.
inline constexpr std::chrono::minutes kOnTime{5};

/// Returns the scheduled times after `last` and up to `now`, by what becomes of them. `last` is the newest
/// one that was run or missed; nullopt: none was, and those of the last minute are due. A run later than
/// `deadline` is missed, whatever `catch_up` says; with kNone, one that is later than kOnTime as well.
DueRuns due_runs(const CronSchedule& schedule, std::optional<Instant> last, Instant now, CatchUp catch_up,
                 std::optional<std::chrono::milliseconds> deadline);

/// Returns by how much the run of a target is put off: at least nothing, less than `most`, and always the
/// same for the same target and time, in every process.
std::chrono::milliseconds jitter_of(std::string_view target, Instant scheduled_for,
                                    std::chrono::milliseconds most);

}  // namespace tenon
