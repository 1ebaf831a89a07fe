// When clocks change from now on: the text behind the last transition of a time zone in, periods out.

#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "model/instant.h"

namespace tenon {

/// A time in which clocks are ahead of UTC by one offset.
struct ZonePeriod {
  Instant begin{};
  Instant end{};  ///< not in it
  std::chrono::seconds offset{0};

  friend bool operator==(const ZonePeriod&, const ZonePeriod&) = default;
};

/// A day of each year, and the time at which clocks change on it; that may lie on a day nearby.
struct YearlyChange {
  enum class Form { kWeekday, kDayNotCountingLeapDays, kDayFromZero };
  Form form = Form::kWeekday;
  int day = 0;   ///< kWeekday: the day of the week, from Sunday as 0
  int week = 0;  ///< kWeekday: 1 to 4; 5 is the last one of the month
  int month = 0;
  std::chrono::seconds time = std::chrono::hours(2);
};

/// The rule of a zone as POSIX spells it in TZ, with the extension of RFC 8536 (section 3.3.1):
/// `CET-1CEST,M3.5.0,M10.5.0/3`.
class YearlyRule {
 public:
  /// Returns nullopt for any other text.
  static std::optional<YearlyRule> parse(std::string_view text);
  /// Returns the period that a point in time is in. The years before the rule came are taken as any others.
  ZonePeriod period_at(Instant at) const;

 private:
  struct Saving {
    std::chrono::seconds offset;
    YearlyChange begin;
    YearlyChange end;
  };
  std::chrono::seconds offset_{0};
  std::optional<Saving> saving_;
};

}  // namespace tenon
