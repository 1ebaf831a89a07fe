// The five fields of a cron expression: a text in, sets of values and the local times that they match out.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace tenon {

/// A time as clocks show it, to the minute; which point in time that is depends on the zone.
using LocalMinute = std::chrono::local_time<std::chrono::minutes>;

/// What a cron expression matches. Bit n of a set is the value n; Sunday is 0.
struct CronFields {
  std::uint64_t minutes = 0;
  std::uint64_t hours = 0;
  std::uint64_t days = 0;
  std::uint64_t months = 0;
  std::uint64_t weekdays = 0;
  bool any_day = false;      ///< the day of the month begins with `*`
  bool any_weekday = false;  ///< the day of the week begins with `*`

  friend bool operator==(const CronFields&, const CronFields&) = default;
};

/// Reads five fields (minute, hour, day of the month, month, day of the week, as crontab(5) has them: lists,
/// ranges, steps, names of months and days, 7 for Sunday) or one of `@hourly @daily @midnight @weekly
/// @monthly @yearly @annually`. `n/step` begins at n and ends with the field. Returns what is wrong with any
/// other text, and with one that matches no day of any year.
std::variant<CronFields, std::string> parsed_cron_fields(std::string_view text);

/// Returns the first match at `from` or after it; nullopt: there is none within the 41 years after which the
/// calendar repeats itself. The work does not depend on how far away the match is beyond a step a month.
std::optional<LocalMinute> first_match(const CronFields& cron, LocalMinute from);

/// Whether every hour of the day matches.
bool is_every_hour(const CronFields& cron);

}  // namespace tenon
