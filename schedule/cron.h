// A schedule: a cron expression and a time zone in, the points in time at which it is due out.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "model/instant.h"
#include "schedule/cron_fields.h"
#include "schedule/time_zone.h"

namespace tenon {

/// What is wrong with a schedule, and with which of its two texts.
struct CronFault {
  enum class In { kCron, kZone };
  In in = In::kCron;
  std::string what;

  friend bool operator==(const CronFault&, const CronFault&) = default;
};

/// When something is due: a cron expression by the clocks of a time zone.
///
/// A time that clocks skip is due at the first moment after the gap, once; one that they show twice is due
/// the first time. A schedule of every hour keeps real hours instead: it matches what clocks show, so that a
/// repeated hour has its run and a skipped one has none.
class CronSchedule {
 public:
  using Parsed = std::variant<CronSchedule, CronFault>;

  /// Reads an expression (see parsed_cron_fields()) and the name of a zone.
  static Parsed parse(std::string_view cron, const std::string& zone);

  /// Returns the first point in time after `after` at which it is due; nullopt only outside the years 1 to
  /// 9900. The work does not depend on how far away that is.
  std::optional<Instant> next(Instant after) const;

  /// Returns the last point in time after `after`, and at `until` or before, at which it is due.
  std::optional<Instant> last_due(Instant after, Instant until) const;

 private:
  CronSchedule(const CronFields& fields, const TimeZone& zone) : fields_(fields), zone_(zone) {}
  std::optional<Instant> next_of_real_hours(Instant after) const;
  std::optional<Instant> next_of_clock(Instant after) const;

  CronFields fields_;
  TimeZone zone_;
};

}  // namespace tenon
