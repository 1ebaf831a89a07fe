// Finds the local times that a cron expression matches.

#include <algorithm>
#include <bit>

#include "schedule/cron_fields.h"

namespace tenon {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::minutes;
using std::chrono::year_month;
using std::chrono::year_month_day;

/// 29 February falls on each day of the week within 40 years, over a year like 2100 as well.
constexpr std::chrono::years kHorizon{41};

bool has(std::uint64_t set, unsigned value) { return ((set >> value) & 1U) != 0; }

/// Returns the least value of a set from `from` on.
std::optional<int> first_from(std::uint64_t set, int from) {
  const std::uint64_t rest = from > 63 ? 0 : (set >> from) << from;
  return rest == 0 ? std::nullopt : std::optional(std::countr_zero(rest));
}

/// Vixie's rule (crontab(5)): where both days are restricted, one of them is enough; a field that begins with
/// `*` restricts nothing by itself.
bool is_matching_day(const CronFields& cron, local_days day) {
  const year_month_day date(day);
  const bool by_day = has(cron.days, static_cast<unsigned>(date.day()));
  const bool by_weekday = has(cron.weekdays, std::chrono::weekday(day).c_encoding());
  return cron.any_day || cron.any_weekday ? by_day && by_weekday : by_day || by_weekday;
}

/// Returns the first matching time of a day from `from` on.
std::optional<minutes> first_time(const CronFields& cron, minutes from) {
  const int hour = static_cast<int>(from / hours(1));
  if (has(cron.hours, static_cast<unsigned>(hour)))
    if (const auto minute = first_from(cron.minutes, static_cast<int>((from % hours(1)).count())))
      return hours(hour) + minutes(*minute);
  const auto later = first_from(cron.hours, hour + 1);
  if (!later) return std::nullopt;
  return hours(*later) + minutes(*first_from(cron.minutes, 0));
}

std::optional<local_days> first_day_of_month(const CronFields& cron, year_month month, local_days from) {
  if (!has(cron.months, static_cast<unsigned>(month.month()))) return std::nullopt;
  for (local_days day = std::max(from, local_days(month / 1)); day <= local_days(month / std::chrono::last);
       day += days(1))
    if (is_matching_day(cron, day)) return day;
  return std::nullopt;
}

std::optional<local_days> first_day(const CronFields& cron, local_days from) {
  const year_month_day date(from);
  const year_month first = date.year() / date.month();
  for (year_month month = first; month <= first + kHorizon; month += std::chrono::months(1))
    if (const auto day = first_day_of_month(cron, month, from)) return day;
  return std::nullopt;
}

}  // namespace

std::optional<LocalMinute> first_match(const CronFields& cron, LocalMinute from) {
  const local_days today = std::chrono::floor<days>(from);
  if (has(cron.months, static_cast<unsigned>(year_month_day(today).month())) && is_matching_day(cron, today))
    if (const auto time = first_time(cron, from - today)) return today + *time;
  const auto day = first_day(cron, today + days(1));
  if (!day) return std::nullopt;
  return *day + *first_time(cron, minutes(0));
}

bool is_every_hour(const CronFields& cron) { return cron.hours == 0xFF'FFFFU; }

}  // namespace tenon
