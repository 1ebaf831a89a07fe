// Asks schedules for their next run.

#include "service/next_runs.h"

#include <variant>

#include "schedule/due.h"

namespace tenon {

std::optional<Instant> next_run(const TargetConfiguration& target, Instant now) {
  if (!target.options.schedule) return std::nullopt;
  const Schedule& schedule = *target.options.schedule;
  const auto parsed = CronSchedule::parse(schedule.cron, schedule.time_zone);
  const auto* cron = std::get_if<CronSchedule>(&parsed);
  const auto next = cron ? cron->next(now) : std::nullopt;
  return next ? std::optional(*next + jitter_of(target.name, *next, schedule.jitter)) : std::nullopt;
}

}  // namespace tenon
