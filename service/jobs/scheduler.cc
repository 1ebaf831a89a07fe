// Queues the runs that schedules want, and remembers those that were missed. No replica leads: each does
// this, and a run is queued once.

#include "service/jobs/scheduler.h"

#include <algorithm>
#include <map>

#include "store/job_queue.h"

namespace tenon {

namespace {

/// What all schedules want.
struct WantedRuns {
  std::vector<ScheduledRun> run;
  std::vector<MissedRun> missed;
};

void add_runs(WantedRuns& all, const ScheduledTarget& target, const DueRuns& due) {
  for (const Instant at : due.missed) all.missed.push_back({target.name, target.labels, target.url_ref, at});
  for (const Instant at : due.run)
    all.run.push_back({target.name, at, target.jitter ? target.jitter(at) : std::chrono::milliseconds(0)});
}

std::vector<SeenTarget> schedules_of(const std::vector<ScheduledTarget>& targets) {
  std::vector<SeenTarget> all;
  for (const ScheduledTarget& target : targets) all.push_back({target.name, target.schedule});
  return all;
}

}  // namespace

Tick tick_schedules(Store& store, const std::vector<ScheduledTarget>& targets, std::size_t workers) {
  JobQueue queue(store);
  const std::map<std::string, Instant> since = queue.see(schedules_of(targets));
  const std::map<std::string, Instant> last = queue.last_scheduled();
  Tick tick{.at = queue.now()};
  WantedRuns wanted;
  for (const ScheduledTarget& target : targets) {
    if (target.schedule.empty()) continue;
    const auto run = last.find(target.name);
    const Instant known = since.at(target.name);
    add_runs(wanted, target, target.due(run == last.end() ? known : std::max(known, run->second), tick.at));
  }
  tick.missed = queue.record_missed(wanted.missed);
  tick.enqueued = queue.enqueue(wanted.run, static_cast<std::int64_t>(workers));
  return tick;
}

}  // namespace tenon
