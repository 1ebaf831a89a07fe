// Writes what became of jobs into the store, and ends sweeps whose last job it was.

#include "service/jobs/verdict_writer.h"

#include "audit/ack.h"
#include "model/error.h"
#include "model/pluralize.h"
#include "service/jobs/finished_sweeps.h"
#include "service/jobs/retry_pause.h"
#include "store/job_queue.h"

namespace tenon {

VerdictWriter::VerdictWriter(const JobParts& parts, const JobLimits& limits, JobCounters& counters)
    : parts_(parts),
      limits_(limits),
      counters_(counters),
      random_(limits.seed != 0 ? limits.seed : std::random_device()()) {}

void VerdictWriter::write(Store& store, HeldJob& held) {
  switch (held.verdict->kind) {
    case JobVerdict::Kind::kResult:
      return record(store, held);
    case JobVerdict::Kind::kRetry:
      return is_probed(store, held) ? record(store, held) : retry(store, held);
    case JobVerdict::Kind::kReturn:
      return give_back(store, held);
  }
}

void VerdictWriter::record(Store& store, const HeldJob& held) {
  AuditResult result = held.verdict->audit.result;
  result.attempts = held.job.attempt;
  result = acknowledged(std::move(result), store.acks(), result.finished);
  const CompletedJob made = JobQueue(store).complete(lease_of(held.job), result, held.verdict->audit.texts);
  count(made.completion != Completion::kLost, is_known(result.outcome) ? counters_.done : counters_.failed);
  if (made.completion != Completion::kRecorded) return;
  if (parts_.listeners.recorded) parts_.listeners.recorded(held.job, result);
  if (made.is_last) finish(store, made.sweep);
}

/// What fails here is done by the next one who looks for sweeps that can end: the result is recorded.
void VerdictWriter::finish(Store& store, std::int64_t sweep) {
  try {
    if (finish_sweep_of_jobs(store, sweep, parts_)) ++counters_.finished;
  } catch (const Error& error) {
    if (parts_.listeners.log) parts_.listeners.log(error.what());
  }
}

void VerdictWriter::retry(Store& store, HeldJob& held) {
  const auto longest = longest_retry_pause(held.job.attempt, limits_.first_pause, limits_.longest_pause);
  const AuditError error = held.verdict->audit.result.error.value_or(AuditError{});
  count(JobQueue(store).retry_later(lease_of(held.job), retry_pause(longest, random_), error),
        counters_.retried);
}

void VerdictWriter::give_back(Store& store, const HeldJob& held) {
  count(JobQueue(store).return_lease(lease_of(held.job)), counters_.returned);
}

bool VerdictWriter::is_probed(Store& store, HeldJob& held) const {
  const std::int64_t failures = JobQueue(store).failures_of(held.target.name);
  if (failures < limits_.failures_to_probe) return false;
  held.verdict->kind = JobVerdict::Kind::kResult;
  if (auto& error = held.verdict->audit.result.error)
    error->message += "; it has failed " + pluralize(static_cast<std::size_t>(failures), "time") +
                      " in a row before, so it is tried once a run until it can be audited";
  return true;
}

void VerdictWriter::count(bool is_own, JobCounters::Count& counter) {
  ++(is_own ? counter : counters_.leases_lost);
}

}  // namespace tenon
