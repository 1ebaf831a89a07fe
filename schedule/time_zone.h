// Time zones by their names in the tz database; the only place that knows the library for them.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schedule/yearly_rule.h"

namespace date {
class time_zone;
}

namespace tenon {

/// A time zone: which offset from UTC holds when. It is a small value.
class TimeZone {
 public:
  /// Returns the zone of a name such as `Europe/Berlin` or `UTC`, or what is wrong with the name, or with the
  /// machine's time zone data; UTC needs none.
  static std::variant<TimeZone, std::string> named(const std::string& name);

  /// Returns the period that a point in time is in, also in the years beyond the transitions that the data
  /// list.
  ZonePeriod period_at(Instant at) const;

  /// Returns the first point in time at which clocks show `local`. Where they skip it, that is the one at
  /// which they have skipped it.
  Instant first_at(std::chrono::local_seconds local) const;

 private:
  const date::time_zone* zone_ = nullptr;  ///< null: UTC
  std::optional<YearlyRule> rule_;         ///< after the last transition of the zone
};

/// Returns the version of the machine's time zone data, `2025b`; `unknown` if it does not say.
std::string time_zone_data_version();

}  // namespace tenon
