// Ends sweeps whose jobs are all over: summary, transitions and messages are those of `tenon audit`.

#include "service/jobs/finished_sweeps.h"

#include <algorithm>

#include "store/job_queue.h"

namespace tenon {

namespace {

/// Whether nobody wants the digest of a sweep: nothing of it was audited. What changed is told all the same.
bool is_empty(const SweepFacts& facts) {
  return std::ranges::all_of(facts.results,
                             [](const AuditResult& one) { return one.outcome == AuditOutcome::kMissed; });
}

SweepClosing closing_of(const SweepFacts& facts, const SweepLook& look, const JobParts& parts) {
  const SweepSummary summary = summarized(facts, parts.summary);
  SweepClosing closing{.exit_code = exit_code(summary), .summary = text_of(summary), .deliveries = {}};
  if (parts.deliveries) closing.deliveries = parts.deliveries(look, summary);
  if (is_empty(facts))
    std::erase_if(closing.deliveries, [](const NewDelivery& message) {
      return message.kind == to_string(Transition::kSweepFinished);
    });
  return closing;
}

}  // namespace

bool finish_sweep_of_jobs(Store& store, std::int64_t sweep, const JobParts& parts) {
  return JobQueue(store).finish_sweep(
      sweep, {.close = [&](const SweepFacts& facts,
                           const SweepLook& look) { return closing_of(facts, look, parts); },
              .stale = parts.stale,
              .ack_warning_days = parts.summary.ending_days});
}

std::size_t finish_sweeps_of_jobs(Store& store, const JobParts& parts) {
  std::size_t finished = 0;
  for (const std::int64_t sweep : JobQueue(store).sweeps_to_finish())
    finished += finish_sweep_of_jobs(store, sweep, parts) ? 1 : 0;
  return finished;
}

}  // namespace tenon
