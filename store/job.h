// Jobs: audits of one target each that are wanted, as the store remembers them.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/result.h"
#include "model/instant.h"
#include "store/session.h"

namespace tenon {

/// Where a job is.
enum class JobState {
  kQueued,     ///< it waits, for its time or for a worker
  kRunning,    ///< a worker has its lease
  kDone,       ///< audited, and the audit could tell
  kDead,       ///< given up, for a reason
  kCancelled,  ///< somebody did not want it any more
};

/// Returns `queued`, `running`, `done`, `dead`, `cancelled`.
std::string_view to_string(JobState state);
/// The reverse of to_string(); nullopt for any other word.
std::optional<JobState> job_state(std::string_view word);
/// Returns whether nothing becomes of a job any more.
bool is_over(JobState state);

/// What a worker shows to say that a job is still its own. The token of a job grows whenever it is given away
/// or taken away, so that whoever had it before is known by a smaller one.
struct JobLease {
  std::int64_t job = 0;
  std::int64_t token = 0;

  friend auto operator<=>(const JobLease&, const JobLease&) = default;
};

/// A job as it is remembered.
struct StoredJob {
  std::int64_t id = 0;
  std::int64_t sweep = 0;
  std::string target;
  std::string trigger;  ///< `schedule`, `api` ...
  Instant scheduled_for{};
  std::int64_t priority = 0;  ///< greater ones are first
  JobState state = JobState::kQueued;
  Instant run_at{};                    ///< not before
  std::int64_t attempt = 0;            ///< how often a worker has begun with it
  std::string lease_owner;             ///< the worker that has it, or had it last
  std::int64_t lease_token = 0;        ///< see JobLease
  std::optional<Instant> lease_until;  ///< of one that runs
  Instant created{};
  std::optional<Instant> finished;    ///< of one that is over
  std::optional<std::int64_t> audit;  ///< its result; nullopt: there is none
  std::optional<AuditError> error;    ///< why it is dead, or why its last attempt failed

  friend bool operator==(const StoredJob&, const StoredJob&) = default;
};

JobLease lease_of(const StoredJob& job);

/// The columns of a job, in the order in which stored_job() reads them.
inline constexpr const char* kJobColumns =
    "id, sweep_id, target, started_by, scheduled_for, priority, state, run_at, attempt, lease_owner, "
    "lease_token, lease_until, created_at, finished_at, audit_id, error_reason, error_message";
StoredJob stored_job(const SqlRow& row);
std::vector<StoredJob> stored_jobs(const SqlRows& rows);

/// How jobs of the schedule are called in `trigger`.
inline constexpr const char* kBySchedule = "schedule";

}  // namespace tenon
