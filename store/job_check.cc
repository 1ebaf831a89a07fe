// Holds the jobs of a store against its results and sweeps.

#include "store/job_check.h"

#include "store/job.h"

namespace tenon {

namespace {

constexpr std::int64_t kJobPage = 500;

const std::string kSelectChecked =
    "SELECT j.id, j.sweep_id, j.target, j.started_by, j.scheduled_for, j.priority, j.state, j.run_at, "
    "j.attempt, j.lease_owner, j.lease_token, j.lease_until, j.created_at, j.finished_at, j.audit_id, "
    "j.error_reason, j.error_message, a.sweep_id, t.name, a.error_reason, a.error_message, s.finished_at "
    "FROM "
    "job j LEFT JOIN sweep s ON s.id = j.sweep_id LEFT JOIN audit a ON a.id = j.audit_id LEFT JOIN target t "
    "ON t.id = a.target_id WHERE j.id > ?1 ORDER BY j.id LIMIT ?2";

/// What the result and the sweep of a job say of it.
struct OtherSide {
  std::optional<std::int64_t> audit_sweep;  ///< nullopt: the result is not there
  std::string audit_target;
  std::optional<AuditError> audit_error;
  bool is_sweep_over = false;
};

OtherSide other_side(const SqlRow& row) {
  OtherSide other;
  if (!row.is_null(17)) other.audit_sweep = row.integer(17);
  other.audit_target = row.text(18);
  if (!row.is_null(19)) other.audit_error = AuditError{row.text(19), row.text(20)};
  other.is_sweep_over = !row.is_null(21);
  return other;
}

/// What is wrong with the result of a job; empty: nothing.
std::string result_fault(const StoredJob& job, const OtherSide& other, bool is_pruned) {
  if (job.state == JobState::kDone && !job.audit) return "is done, and has no result";
  if (job.audit && job.state != JobState::kDone && job.state != JobState::kDead)
    return "has a result, and is " + std::string(to_string(job.state));
  if (!job.audit || (!other.audit_sweep && is_pruned)) return "";
  if (!other.audit_sweep) return "has a result that is not there";
  if (*other.audit_sweep != job.sweep || other.audit_target != job.target)
    return "has the result of another sweep or target";
  return job.error == other.audit_error ? "" : "has another error than its result";
}

std::string job_fault(const StoredJob& job, const OtherSide& other, bool is_pruned) {
  if (!is_over(job.state) && other.is_sweep_over) return "is not over, and its sweep has ended";
  if (job.attempt < 0 || job.attempt > job.lease_token) return "has had fewer leases than attempts";
  if (job.state == JobState::kDead && !job.error) return "is dead, and does not say why";
  return result_fault(job, other, is_pruned);
}

}  // namespace

std::int64_t checked_jobs(StoreSession& session, const std::set<std::int64_t>& pruned,
                          std::vector<StoreFault>& faults) {
  std::int64_t count = 0;
  for (std::int64_t last = 0;;) {
    const SqlRows page = session.run(kSelectChecked, {last, kJobPage});
    if (page.empty()) return count;
    for (const SqlRow& row : page) {
      const StoredJob job = stored_job(row);
      std::string what = job_fault(job, other_side(row), pruned.contains(job.sweep));
      if (!what.empty()) faults.push_back({"job " + row.text(0), std::move(what)});
    }
    count += static_cast<std::int64_t>(page.size());
    last = page.back().integer(0);
  }
}

}  // namespace tenon
