// Jobs: audits of one target each that are wanted, as the store remembers them.

#include "store/job.h"

#include <algorithm>
#include <utility>

#include "model/error.h"

namespace tenon {

namespace {

constexpr std::pair<JobState, std::string_view> kJobStates[] = {
    {JobState::kQueued, "queued"}, {JobState::kRunning, "running"},     {JobState::kDone, "done"},
    {JobState::kDead, "dead"},     {JobState::kCancelled, "cancelled"},
};

JobState required_state(const SqlRow& row, std::size_t column) {
  if (const auto state = job_state(row.text(column))) return *state;
  throw Error(Fault::kRefused, Reason::kParse,
              "job " + row.text(0) + " in the audit store is \"" + row.text(column) +
                  "\", which no job can be; it was changed by hand; tenon store verify says what else was");
}

}  // namespace

std::string_view to_string(JobState state) {
  return std::ranges::find(kJobStates, state, &std::pair<JobState, std::string_view>::first)->second;
}

std::optional<JobState> job_state(std::string_view word) {
  const auto* at = std::ranges::find(kJobStates, word, &std::pair<JobState, std::string_view>::second);
  return at == std::end(kJobStates) ? std::nullopt : std::optional(at->first);
}

bool is_over(JobState state) { return state != JobState::kQueued && state != JobState::kRunning; }

JobLease lease_of(const StoredJob& job) { return {job.id, job.lease_token}; }

StoredJob stored_job(const SqlRow& row) {
  StoredJob job;
  job.id = row.integer(0);
  job.sweep = row.integer(1);
  job.target = row.text(2);
  job.trigger = row.text(3);
  job.scheduled_for = row.instant(4);
  job.priority = row.integer(5);
  job.state = required_state(row, 6);
  job.run_at = row.instant(7);
  job.attempt = row.integer(8);
  job.lease_owner = row.text(9);
  job.lease_token = row.integer(10);
  job.lease_until = row.optional_instant(11);
  job.created = row.instant(12);
  job.finished = row.optional_instant(13);
  if (!row.is_null(14)) job.audit = row.integer(14);
  if (!row.is_null(15)) job.error = AuditError{row.text(15), row.text(16)};
  return job;
}

std::vector<StoredJob> stored_jobs(const SqlRows& rows) {
  std::vector<StoredJob> all;
  for (const SqlRow& row : rows) all.push_back(stored_job(row));
  return all;
}

}  // namespace tenon
