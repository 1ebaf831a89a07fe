// Decides what becomes of scheduled times that have come.

#include "schedule/due.h"

#include <algorithm>
#include <string>

#include "model/digest.h"

namespace tenon {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

/// Returns up to `most` scheduled times after `after`, oldest first.
std::vector<Instant> oldest_due(const CronSchedule& schedule, Instant after, Instant now, std::size_t most) {
  std::vector<Instant> due;
  for (auto at = schedule.next(after); at && *at <= now && due.size() < most; at = schedule.next(*at))
    due.push_back(*at);
  return due;
}

/// Returns the newest kMostDueRuns scheduled times, oldest first. They are found from their end, so that the
/// work does not depend on how many there are.
std::vector<Instant> newest_due(const CronSchedule& schedule, Instant after, Instant now) {
  std::vector<Instant> due;
  auto at = schedule.last_due(after, now);
  for (; at && due.size() < kMostDueRuns; at = schedule.last_due(after, *at - microseconds(1)))
    due.push_back(*at);
  std::ranges::reverse(due);
  return due;
}

/// How late a run may be; nullopt: as late as it is.
std::optional<milliseconds> latest(CatchUp catch_up, std::optional<milliseconds> deadline) {
  if (catch_up != CatchUp::kNone) return deadline;
  return std::min<milliseconds>(kOnTime, deadline.value_or(kOnTime));
}

}  // namespace

DueRuns due_runs(const CronSchedule& schedule, std::optional<Instant> last, Instant now, CatchUp catch_up,
                 std::optional<milliseconds> deadline) {
  const Instant after = last.value_or(now - std::chrono::minutes(1));
  DueRuns made;
  std::vector<Instant> due = oldest_due(schedule, after, now, kMostDueRuns + 1);
  made.is_cut = due.size() > kMostDueRuns;
  if (made.is_cut) due = newest_due(schedule, after, now);
  const auto most_late = latest(catch_up, deadline);
  for (const Instant at : due) {
    const bool is_wanted = catch_up == CatchUp::kAll || at == due.back();
    const bool is_in_time = !most_late || now - at <= *most_late;
    (is_wanted && is_in_time ? made.run : made.missed).push_back(at);
  }
  return made;
}

milliseconds jitter_of(std::string_view target, Instant scheduled_for, milliseconds most) {
  if (most.count() <= 0) return milliseconds(0);
  constexpr std::size_t kDigits = 15;  // as many as fit into 63 bits
  const std::string digest = sha256(std::string(target) + "\n" + sortable(scheduled_for));
  const std::string digits = digest.substr(digest.find(':') + 1, kDigits);
  return milliseconds(std::stoll(digits, nullptr, 16) % most.count());
}

}  // namespace tenon
