// Ends jobs: by their results, by the end of their workers, by hand; and the sweeps that they belong to.

#include <algorithm>

#include "audit/rewound.h"
#include "model/error.h"
#include "model/pluralize.h"
#include "store/job_queue.h"
#include "store/read.h"
#include "store/record.h"
#include "store/rows.h"
#include "store/sweep_end.h"

namespace tenon {

namespace {

constexpr std::int64_t kReapedAtOnce = 100;

/// Returns what became of a job that is not this worker's: whether it was this worker that ended it.
Completion completion_before(StoreSession& session, JobLease lease) {
  const SqlRows rows =
      session.run("SELECT 1 FROM job WHERE id = ?1 AND lease_token = ?2 AND state IN ('done', 'dead')",
                  {lease.job, lease.token});
  return rows.empty() ? Completion::kLost : Completion::kRecordedBefore;
}

bool has_open_jobs(StoreSession& session, std::int64_t sweep) {
  return !session
              .run("SELECT 1 FROM job WHERE sweep_id = ?1 AND state IN ('queued', 'running') LIMIT 1",
                   {sweep})
              .empty();
}

/// Ends a running job by a result. REQUIRES: a writing transaction.
CompletedJob completed(StoreSession& session, JobLease lease, const AuditResult& result,
                       const AuditTexts& texts) {
  const bool is_done = is_known(result.outcome);
  const SqlRows own = session.run(
      "UPDATE job SET state = ?3, lease_until = NULL, finished_at = ?4, error_reason = ?5, error_message = "
      "?6 WHERE id = ?1 AND lease_token = ?2 AND state = 'running' RETURNING sweep_id",
      {lease.job, lease.token, std::string(to_string(is_done ? JobState::kDone : JobState::kDead)),
       sortable(session.now()), result.error ? SqlValue(result.error->reason) : SqlValue(),
       result.error ? SqlValue(result.error->message) : SqlValue()});
  if (own.empty()) return {completion_before(session, lease)};
  const std::int64_t sweep = own.front().integer(0);
  Recorded made = recorded(session, sweep, result, texts);
  session.run("UPDATE job SET audit_id = ?2 WHERE id = ?1", {lease.job, made.audit});
  return {Completion::kRecorded, sweep, !has_open_jobs(session, sweep), std::move(made)};
}

/// Returns the result of a target of which only the store is asked.
AuditResult result_of_nobody(StoreSession& session, const StoredJob& job, Instant now) {
  AuditResult result;
  result.target = job.target;
  for (const SqlRow& row : session.run("SELECT labels, url_ref FROM target WHERE name = ?1", {job.target})) {
    result.labels = labels_of(row.text(0));
    result.url_ref = row.text(1);
  }
  result.outcome = AuditOutcome::kError;
  result.started = result.finished = now;
  result.attempts = job.attempt;
  result.tool_version = TENON_VERSION;
  return result;
}

AuditError worker_gone(const StoredJob& job) {
  return {std::string(to_string(Reason::kGone)),
          "the process that audited it went away " +
              (job.attempt == 1 ? std::string("once")
                                : pluralize(static_cast<std::size_t>(job.attempt), "time")) +
              ", the last time " + job.lease_owner + "; see what ends it there: its log, the memory it has"};
}

SqlRows expired(StoreSession& session, const std::string& which, std::int64_t attempts) {
  return session.run(std::string("SELECT ") + kJobColumns +
                         " FROM job WHERE state = 'running' AND lease_until <= ?1 AND attempt " + which +
                         " ?2 ORDER BY id LIMIT ?3" + std::string(session.locking_free_rows()),
                     {sortable(session.now()), attempts, kReapedAtOnce});
}

SweepFacts facts_of(StoreSession& session, const StoredSweep& sweep, const SweepLook& look, Instant now) {
  SweepFacts facts;
  facts.sweep = sweep.id;
  facts.started = sweep.start.started;
  facts.finished = now;
  facts.workers = sweep.start.workers;
  facts.is_first = session.run("SELECT 1 FROM sweep WHERE id < ?1 LIMIT 1", {sweep.id}).empty();
  for (StoredAudit& audit : results_of(session, sweep.id)) facts.results.push_back(std::move(audit.result));
  facts.before = rewound(look.states, look.transitions);
  facts.after = look.states;
  facts.transitions = look.transitions;
  facts.acks = look.acks;
  return facts;
}

}  // namespace

CompletedJob JobQueue::complete(JobLease lease, const AuditResult& result, const AuditTexts& texts) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  StoreTransaction transaction(session(), Access::kWriting);
  CompletedJob made = completed(session(), lease, result, texts);
  if (made.completion == Completion::kRecorded) transaction.commit();
  return made;
}

ReapedJobs JobQueue::reap_queued(std::int64_t attempts) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  StoreTransaction transaction(session(), Access::kRowWriting);
  ReapedJobs reaped;
  for (const StoredJob& job : stored_jobs(expired(session(), "<", attempts))) {
    const AuditError error = worker_gone(job);
    session().run(
        "UPDATE job SET state = 'queued', lease_until = NULL, lease_token = lease_token + 1, run_at = ?2, "
        "error_reason = ?3, error_message = ?4 WHERE id = ?1",
        {job.id, sortable(session().now()), error.reason, error.message});
    reaped.queued.push_back(job.id);
  }
  transaction.commit();
  return reaped;
}

ReapedJobs JobQueue::reap_dead(std::int64_t attempts) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  StoreTransaction transaction(session(), Access::kWriting);
  ReapedJobs reaped;
  for (StoredJob job : stored_jobs(expired(session(), ">=", attempts))) {
    // The token grows first: a worker that lives after all must not take this result for its own.
    session().run("UPDATE job SET lease_token = ?2 WHERE id = ?1", {job.id, ++job.lease_token});
    AuditResult result = result_of_nobody(session(), job, session().now());
    result.error = worker_gone(job);
    completed(session(), lease_of(job), result, {});
    reaped.dead.push_back(job.id);
  }
  transaction.commit();
  return reaped;
}

ReapedJobs JobQueue::reap(std::int64_t attempts) {
  std::int64_t late = 0;
  std::int64_t last = 0;
  {
    const std::lock_guard<std::mutex> turn(store_.turn_);
    const SqlRow row = session()
                           .run(
                               "SELECT count(*), coalesce(max(attempt), 0) FROM job WHERE state = 'running' "
                               "AND lease_until <= ?1",
                               {sortable(session().now())})
                           .front();
    late = row.integer(0);
    last = row.integer(1);
  }
  if (late == 0) return {};
  ReapedJobs reaped = reap_queued(attempts);
  if (last >= attempts) reaped.dead = reap_dead(attempts).dead;
  return reaped;
}

std::vector<std::int64_t> JobQueue::give_up_unknown(std::chrono::hours unknown_for) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  StoreTransaction transaction(session(), Access::kRowWriting);
  const Instant now = session().now();
  std::vector<std::int64_t> ids;
  for (const SqlRow& row : session().run(
           "UPDATE job SET state = 'dead', finished_at = ?2, lease_token = lease_token + 1, error_reason = "
           "'parse', error_message = ?3 WHERE state = 'queued' AND created_at < ?1 AND NOT EXISTS (SELECT 1 "
           "FROM target_schedule s WHERE s.target = job.target AND s.seen_at >= ?1) RETURNING id",
           {sortable(now - unknown_for), sortable(now),
            "no process of the service has known a target of this name for " +
                pluralize(static_cast<std::size_t>(unknown_for.count()), "hour") +
                "; it is in none of their configurations any more"}))
    ids.push_back(row.integer(0));
  transaction.commit();
  return ids;
}

std::optional<StoredJob> JobQueue::cancel(std::int64_t id) {
  {
    const std::lock_guard<std::mutex> turn(store_.turn_);
    StoreTransaction transaction(session(), Access::kRowWriting);
    session().run(
        "UPDATE job SET state = 'cancelled', lease_until = NULL, lease_token = lease_token + 1, finished_at "
        "= "
        "?2 WHERE id = ?1 AND state IN ('queued', 'running')",
        {id, sortable(session().now())});
    transaction.commit();
  }
  return job(id);
}

std::vector<std::int64_t> JobQueue::sweeps_to_finish() {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  std::vector<std::int64_t> ids;
  for (const SqlRow& row : session().run(
           "SELECT s.id FROM sweep s WHERE s.finished_at IS NULL AND EXISTS (SELECT 1 FROM job j WHERE "
           "j.sweep_id = s.id) AND NOT EXISTS (SELECT 1 FROM job j WHERE j.sweep_id = s.id AND j.state IN "
           "('queued', 'running')) ORDER BY s.id"))
    ids.push_back(row.integer(0));
  return ids;
}

bool JobQueue::finish_sweep(std::int64_t id, const JobSweepEnd& end) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  StoreTransaction transaction(session(), Access::kWriting);
  const StoredSweep sweep = sweep_of(session(), id);
  if (sweep.finished || has_open_jobs(session(), id)) return false;
  const Instant now = session().now();
  const auto close = [&](const SweepLook& look) {
    return end.close(facts_of(session(), sweep, look, now), look);
  };
  end_sweep(session(), sweep,
            {.finished = now, .close = close, .stale = end.stale, .ack_warning_days = end.ack_warning_days});
  transaction.commit();
  return true;
}

}  // namespace tenon
