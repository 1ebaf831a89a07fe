// The queue of jobs inside an audit store: who wants which audit, who does it, and what came of it.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "audit/summary.h"
#include "store/job.h"
#include "store/store.h"

namespace tenon {

/// An audit that a schedule wants.
struct ScheduledRun {
  std::string target;
  Instant scheduled_for{};
  std::chrono::milliseconds jitter{0};  ///< how much later it may begin
};

/// Audits that somebody asks for; they make a sweep of their own.
struct AuditOrder {
  std::vector<std::string> targets;
  std::string trigger = "api";
  std::string selection;       ///< as it was asked for
  std::int64_t priority = 10;  ///< before what a schedule wants, which has 0
};

/// What became of an order.
struct PlacedOrder {
  std::int64_t sweep = 0;
  std::vector<StoredJob> jobs;  ///< one a target, by target
};

/// An audit that a schedule wanted, and that it is too late for.
struct MissedRun {
  std::string target;
  std::map<std::string, std::string> labels;
  std::string url_ref;
  Instant scheduled_for{};
  std::string why = {};  ///< empty: no process ran that knew it, and later it was too late
};

/// A target that a process knows, and when it is audited; an empty schedule: when somebody asks for it.
struct SeenTarget {
  std::string target;
  std::string schedule;  ///< cron and zone

  friend auto operator<=>(const SeenTarget&, const SeenTarget&) = default;
};

/// What a worker can take.
struct ClaimRequest {
  std::string owner;                ///< the worker, for people
  std::chrono::milliseconds lease;  ///< how long the jobs are its own
  std::size_t limit = 1;
  /// Asked for each job that could be next, in their order, once a target: whether it is taken too.
  std::function<bool(const std::string& target)> takes;
};

/// What became of a result.
enum class Completion {
  kRecorded,
  kRecordedBefore,  ///< this very result, of which the store had not been able to tell
  kLost,            ///< the job is not this worker's any more; nothing was written
};

struct CompletedJob {
  Completion completion = Completion::kLost;
  std::int64_t sweep = 0;
  bool is_last = false;  ///< of its sweep: all of them are over now
  Recorded recorded = {};
};

/// What became of jobs whose workers are gone.
struct ReapedJobs {
  std::vector<std::int64_t> queued;  ///< to be tried again
  std::vector<std::int64_t> dead;
};

/// How a sweep of jobs ends. `close` is called inside the transaction, once.
struct JobSweepEnd {
  std::function<SweepClosing(const SweepFacts&, const SweepLook&)> close;
  StalePolicy stale = {};
  int ack_warning_days = 7;
};

/// Which jobs are looked at.
struct JobFilter {
  std::optional<JobState> state = {};
  std::string target = {};                  ///< empty: all
  std::optional<std::int64_t> before = {};  ///< an id: only older ones
  std::int64_t limit = 100;
};

/// The queue of a store: a view of it, as cheap as a pointer. Several threads and processes may use a queue
/// at once. The store's clock alone decides what is due and which lease has run out. Functions throw Error as
/// those of Store do; nothing is written then.
///
/// A job is wanted once for a target, a time and a trigger, whoever asks for it, and a target has one running
/// job at most. Every job belongs to a sweep, which ends when its last job is over.
class JobQueue {
 public:
  /// REQUIRES: the store outlives it.
  explicit JobQueue(Store& store) : store_(store) {}

  /// The store's clock.
  Instant now();

  // What is wanted.
  /// Queues what is not wanted yet and returns how much that is. Runs of one time share a sweep.
  std::size_t enqueue(const std::vector<ScheduledRun>& runs, std::int64_t workers = 1);
  /// Queues one job a target, to run at once.
  PlacedOrder enqueue(const AuditOrder& order, std::int64_t workers = 1);
  /// Remembers that runs were missed: a result `missed`, and a job that is dead. Those that are wanted
  /// already stay as they are. Returns how many were new.
  std::size_t record_missed(const std::vector<MissedRun>& runs);
  /// Returns the last time for which each target was scheduled.
  std::map<std::string, Instant> last_scheduled();
  /// Returns the targets of which a run that a schedule wanted is not over.
  std::set<std::string> targets_with_open_runs();
  /// Remembers that these targets are known to a process, and returns since when each is known with its
  /// schedule.
  std::map<std::string, Instant> see(std::vector<SeenTarget> targets);

  // What workers do.
  /// Gives out leases on jobs that are due, the most urgent first. It waits for no writer on PostgreSQL.
  std::vector<StoredJob> claim(const ClaimRequest& request);
  /// Makes leases last from now on, and returns those that are lost.
  std::vector<JobLease> heartbeat(std::vector<JobLease> leases, std::chrono::milliseconds lease);
  /// Ends a job by its result, which is recorded in the same transaction: an error makes it dead.
  CompletedJob complete(JobLease lease, const AuditResult& result, const AuditTexts& texts = {});
  /// Queues a job again after a pause; the attempt counts. Returns false if the lease is lost.
  bool retry_later(JobLease lease, std::chrono::milliseconds pause, const AuditError& error);
  /// Gives a job back at once; the attempt does not count. Returns false if the lease is lost.
  bool return_lease(JobLease lease);

  // What anybody does.
  /// Takes jobs away from workers whose lease has run out: they are tried again, and after `attempts` of them
  /// they are dead, with the result `error`.
  ReapedJobs reap(std::int64_t attempts);
  /// Gives up queued jobs whose targets no process has known for so long. Returns their ids.
  std::vector<std::int64_t> give_up_unknown(std::chrono::hours unknown_for);
  /// Ends a job that is not over; a worker that has it hears of it by its next heartbeat. Returns what the
  /// job is then; nullopt if there is none of this id.
  std::optional<StoredJob> cancel(std::int64_t id);
  /// Returns the sweeps whose jobs are all over, and which have not ended.
  std::vector<std::int64_t> sweeps_to_finish();
  /// Ends a sweep of jobs. Returns false, without a change, if it has ended or if one of its jobs is not
  /// over.
  bool finish_sweep(std::int64_t sweep, const JobSweepEnd& end);

  // What there is.
  std::optional<StoredJob> job(std::int64_t id);
  /// Newest first.
  std::vector<StoredJob> jobs(const JobFilter& filter = {});
  /// By id.
  std::vector<StoredJob> jobs_of_sweep(std::int64_t sweep);
  /// How often in a row a target was audited and could not tell, up to 20; runs that were missed say nothing
  /// of it.
  std::int64_t failures_of(const std::string& target);
  /// How many jobs there are in each state, all of them.
  std::map<JobState, std::int64_t> counts();

 private:
  StoreSession& session() { return *store_.session_; }
  std::vector<std::int64_t> candidates(const ClaimRequest& request);
  std::vector<StoredJob> leased(const ClaimRequest& request, const std::vector<std::int64_t>& chosen);
  ReapedJobs reap_queued(std::int64_t attempts);
  ReapedJobs reap_dead(std::int64_t attempts);

  Store& store_;
};

}  // namespace tenon
