// Queues the runs that schedules want, and remembers those that were missed. No replica leads: each does
// this, and a run is queued once.

#include "service/jobs/scheduler.h"

#include <algorithm>
#include <map>
#include <set>

#include "store/job_queue.h"

namespace tenon {

namespace {

/// What all schedules want.
struct WantedRuns {
  std::vector<ScheduledRun> run;
  std::vector<MissedRun> missed;
};

constexpr const char* kRunsStill =
    "the run before it was not over: an audit that takes longer than the time between two runs is not begun "
    "twice; give it a rarer schedule, or the service more workers";

/// A run is due while the one before it is not over: it is missed, so that runs do not pile up.
void add_overlapping(WantedRuns& all, const ScheduledTarget& target, const DueRuns& due) {
  for (const Instant at : due.missed) all.missed.push_back({target.name, target.labels, target.url_ref, at});
  for (const Instant at : due.run)
    all.missed.push_back({target.name, target.labels, target.url_ref, at, kRunsStill});
}

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
  const std::set<std::string> open = queue.targets_with_open_runs();
  WantedRuns wanted;
  for (const ScheduledTarget& target : targets) {
    if (target.schedule.empty()) continue;
    const auto run = last.find(target.name);
    const Instant known = since.at(target.name);
    const DueRuns due = target.due(run == last.end() ? known : std::max(known, run->second), tick.at);
    (open.contains(target.name) ? add_overlapping : add_runs)(wanted, target, due);
  }
  tick.missed = queue.record_missed(wanted.missed);
  tick.enqueued = queue.enqueue(wanted.run, static_cast<std::int64_t>(workers));
  return tick;
}

}  // namespace tenon
