// Puts jobs into the queue: what a schedule wants, what somebody asks for, and what was missed.

#include <algorithm>
#include <set>

#include "store/job_queue.h"
#include "store/record.h"

namespace tenon {

namespace {

constexpr std::size_t kMissedAtOnce = 100;

/// What a new job says.
struct NewJob {
  std::int64_t sweep = 0;
  std::string target;
  std::string trigger;
  Instant scheduled_for{};
  std::int64_t priority = 0;
  Instant run_at{};
};

/// Returns the new job, which is queued; nullopt if it is wanted already.
std::optional<StoredJob> inserted_job(StoreSession& session, const NewJob& job, Instant now) {
  const SqlRows rows = session.run(
      std::string("INSERT INTO job (sweep_id, target, started_by, scheduled_for, priority, state, run_at, "
                  "attempt, lease_token, created_at) VALUES (?1, ?2, ?3, ?4, ?5, 'queued', ?6, 0, 0, ?7) ON "
                  "CONFLICT (target, scheduled_for, started_by) DO NOTHING RETURNING ") +
          kJobColumns,
      {job.sweep, job.target, job.trigger, sortable(job.scheduled_for), job.priority, sortable(job.run_at),
       sortable(now)});
  return rows.empty() ? std::nullopt : std::optional(stored_job(rows.front()));
}

bool is_wanted(StoreSession& session, const std::string& target, Instant scheduled_for) {
  return !session
              .run("SELECT 1 FROM job WHERE target = ?1 AND scheduled_for = ?2 AND started_by = ?3",
                   {target, sortable(scheduled_for), std::string(kBySchedule)})
              .empty();
}

/// Returns the sweep of the runs of one time: the one that has not ended, or a new one.
std::int64_t scheduled_sweep(StoreSession& session, Instant scheduled_for, Instant now,
                             std::int64_t workers) {
  const SqlRows open = session.run(
      "SELECT s.id FROM sweep s WHERE s.finished_at IS NULL AND EXISTS (SELECT 1 FROM job j WHERE j.sweep_id "
      "= s.id AND j.scheduled_for = ?1 AND j.started_by = ?2) ORDER BY s.id DESC LIMIT 1",
      {sortable(scheduled_for), std::string(kBySchedule)});
  if (!open.empty()) return open.front().integer(0);
  return inserted_sweep(session, {.started = now,
                                  .trigger = kBySchedule,
                                  .selection = "scheduled for " + rfc3339(scheduled_for),
                                  .workers = workers,
                                  .tool_version = TENON_VERSION});
}

void count_targets(StoreSession& session, std::int64_t sweep) {
  session.run(
      "UPDATE sweep SET targets = (SELECT count(*) FROM job WHERE job.sweep_id = sweep.id) WHERE id = ?1",
      {sweep});
}

AuditResult missed_result(const MissedRun& run) {
  AuditResult result;
  result.target = run.target;
  result.labels = run.labels;
  result.url_ref = run.url_ref;
  result.outcome = AuditOutcome::kMissed;
  result.error = AuditError{
      std::string(to_string(AuditOutcome::kMissed)),
      "it was due at " + rfc3339(run.scheduled_for) + ", when " +
          (run.why.empty() ? "no process of the service ran that knew it, and later it was too late"
                           : run.why)};
  result.started = result.finished = run.scheduled_for;
  result.attempts = 0;
  result.tool_version = TENON_VERSION;
  return result;
}

/// Records one missed run in a sweep; returns false if its job is there already.
bool insert_missed(StoreSession& session, const MissedRun& run, Instant now) {
  if (is_wanted(session, run.target, run.scheduled_for)) return false;
  const std::int64_t sweep = scheduled_sweep(session, run.scheduled_for, now, 1);
  const auto job =
      inserted_job(session, {sweep, run.target, kBySchedule, run.scheduled_for, 0, run.scheduled_for}, now);
  const AuditResult result = missed_result(run);
  session.run(
      "UPDATE job SET state = 'dead', finished_at = ?2, audit_id = ?3, error_reason = ?4, error_message = ?5 "
      "WHERE id = ?1",
      {job->id, sortable(now), recorded(session, sweep, result, {}).audit, result.error->reason,
       result.error->message});
  count_targets(session, sweep);
  return true;
}

/// Returns a time for an order that no job of its kind has, so that its jobs are its own.
Instant free_time(StoreSession& session, const std::string& trigger, Instant now) {
  const auto last = session.run("SELECT max(scheduled_for) FROM job WHERE started_by = ?1", {trigger})
                        .front()
                        .optional_instant(0);
  return last && *last >= now ? *last + std::chrono::microseconds(1) : now;
}

}  // namespace

Instant JobQueue::now() {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  return session().now();
}

std::size_t JobQueue::enqueue(const std::vector<ScheduledRun>& runs, std::int64_t workers) {
  if (runs.empty()) return 0;
  const std::lock_guard<std::mutex> turn(store_.turn_);
  StoreTransaction transaction(session(), Access::kWriting);
  const Instant now = session().now();
  std::size_t made = 0;
  std::set<std::int64_t> sweeps;
  for (const ScheduledRun& run : runs) {
    if (is_wanted(session(), run.target, run.scheduled_for)) continue;
    const std::int64_t sweep = scheduled_sweep(session(), run.scheduled_for, now, workers);
    inserted_job(session(),
                 {sweep, run.target, kBySchedule, run.scheduled_for, 0, run.scheduled_for + run.jitter}, now);
    sweeps.insert(sweep);
    ++made;
  }
  for (const std::int64_t sweep : sweeps) count_targets(session(), sweep);
  transaction.commit();
  return made;
}

std::set<std::string> JobQueue::targets_with_open_runs() {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  std::set<std::string> targets;
  for (const SqlRow& row : session().run(
           "SELECT DISTINCT target FROM job WHERE state IN ('queued', 'running') AND started_by = ?1",
           {std::string(kBySchedule)}))
    targets.insert(row.text(0));
  return targets;
}

PlacedOrder JobQueue::enqueue(const AuditOrder& order, std::int64_t workers) {
  const std::set<std::string> targets(order.targets.begin(), order.targets.end());
  if (targets.empty()) return {};
  const std::lock_guard<std::mutex> turn(store_.turn_);
  StoreTransaction transaction(session(), Access::kWriting);
  const Instant now = session().now();
  const Instant at = free_time(session(), order.trigger, now);
  PlacedOrder placed;
  placed.sweep = inserted_sweep(session(), {.started = now,
                                            .trigger = order.trigger,
                                            .selection = order.selection,
                                            .targets = static_cast<std::int64_t>(targets.size()),
                                            .workers = workers,
                                            .tool_version = TENON_VERSION});
  for (const std::string& target : targets)
    placed.jobs.push_back(
        *inserted_job(session(), {placed.sweep, target, order.trigger, at, order.priority, now}, now));
  transaction.commit();
  return placed;
}

std::size_t JobQueue::record_missed(const std::vector<MissedRun>& runs) {
  std::size_t made = 0;
  for (std::size_t from = 0; from < runs.size(); from += kMissedAtOnce) {
    const std::lock_guard<std::mutex> turn(store_.turn_);
    StoreTransaction transaction(session(), Access::kWriting);
    const Instant now = session().now();
    for (std::size_t i = from; i < std::min(runs.size(), from + kMissedAtOnce); ++i)
      made += insert_missed(session(), runs[i], now) ? 1 : 0;
    transaction.commit();
  }
  return made;
}

}  // namespace tenon
