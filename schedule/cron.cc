// Finds the points in time of a schedule.

#include "schedule/cron.h"

#include <utility>

namespace tenon {

namespace {

using std::chrono::local_time;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

const Instant kFirst = std::chrono::sys_days(std::chrono::year(1) / 1 / 1);
const Instant kLast = std::chrono::sys_days(std::chrono::year(9900) / 1 / 1);

/// What clocks show that are ahead of UTC by `offset`.
local_time<microseconds> shown_at(Instant at, seconds offset) {
  return local_time<microseconds>(at.time_since_epoch() + offset);
}

LocalMinute next_minute(Instant at, seconds offset) {
  return std::chrono::floor<minutes>(shown_at(at, offset)) + minutes(1);
}

}  // namespace

CronSchedule::Parsed CronSchedule::parse(std::string_view cron, const std::string& zone) {
  auto fields = parsed_cron_fields(cron);
  if (auto* fault = std::get_if<std::string>(&fields))
    return CronFault{CronFault::In::kCron, std::move(*fault)};
  auto found = TimeZone::named(zone);
  if (auto* fault = std::get_if<std::string>(&found))
    return CronFault{CronFault::In::kZone, std::move(*fault)};
  return CronSchedule(std::get<CronFields>(fields), std::get<TimeZone>(found));
}

std::optional<Instant> CronSchedule::next(Instant after) const {
  if (after < kFirst || after > kLast) return std::nullopt;
  return is_every_hour(fields_) ? next_of_real_hours(after) : next_of_clock(after);
}

std::optional<Instant> CronSchedule::next_of_real_hours(Instant after) const {
  ZonePeriod period = zone_.period_at(after);
  LocalMinute from = next_minute(after, period.offset);
  while (const auto local = first_match(fields_, from)) {
    const Instant at(local->time_since_epoch() - period.offset);
    if (at < period.end) return at;
    period = zone_.period_at(period.end);
    from = std::chrono::ceil<minutes>(shown_at(period.begin, period.offset));
  }
  return std::nullopt;
}

/// Later local times never come to earlier points in time, so that all of those up to `after` are behind it;
/// of those after it the repeated ones may be, too.
std::optional<Instant> CronSchedule::next_of_clock(Instant after) const {
  auto local = first_match(fields_, next_minute(after, zone_.period_at(after).offset));
  for (; local; local = first_match(fields_, *local + minutes(1)))
    if (const Instant at = zone_.first_at(*local); at > after) return at;
  return std::nullopt;
}

std::optional<Instant> CronSchedule::last_due(Instant after, Instant until) const {
  std::optional<Instant> last = next(after);
  if (!last || *last > until) return std::nullopt;
  for (Instant end = until;;) {  // none is due after `end`
    const auto following = next(*last + (end - *last) / 2);
    if (following && *following <= until)
      last = following;
    else if (end - *last <= microseconds(1))
      return last;
    else
      end = *last + (end - *last) / 2;
  }
}

}  // namespace tenon
