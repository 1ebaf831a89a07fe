// A target with the schedule of its configuration, as the scheduler takes it.

#include "service/jobs/scheduled_target.h"

#include <utility>
#include <variant>

#include "model/error.h"
#include "schedule/cron.h"
#include "schedule/due.h"

namespace tenon {

namespace {

CronSchedule required_schedule(const std::string& target, const Schedule& schedule) {
  const CronSchedule::Parsed parsed = CronSchedule::parse(schedule.cron, schedule.time_zone);
  if (const auto* fault = std::get_if<CronFault>(&parsed))
    throw Error(Fault::kConfiguration, "the schedule of target " + target + ": " + fault->what);
  return std::get<CronSchedule>(parsed);
}

}  // namespace

ScheduledTarget with_schedule(ScheduledTarget target, const Schedule& schedule) {
  target.schedule = schedule.cron + " " + schedule.time_zone;
  target.due = [cron = required_schedule(target.name, schedule), catch_up = schedule.catch_up,
                deadline = schedule.deadline](Instant last, Instant now) {
    return due_runs(cron, last, now, catch_up, deadline);
  };
  target.jitter = [name = target.name, most = schedule.jitter](Instant scheduled_for) {
    return jitter_of(name, scheduled_for, most);
  };
  return target;
}

}  // namespace tenon
