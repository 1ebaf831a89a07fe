// Writes what became of jobs into the store, and ends sweeps whose last job it was.

#pragma once

#include <random>

#include "service/jobs/held_job.h"
#include "service/jobs/job_parts.h"
#include "service/jobs/job_state.h"
#include "store/store.h"

namespace tenon {

/// Writes verdicts. REQUIRES: one thread at a time.
class VerdictWriter {
 public:
  VerdictWriter(const JobParts& parts, const JobLimits& limits, JobCounters& counters);

  /// Writes the verdict of a job, or finds that its lease is lost. Throws Error as the store does; nothing is
  /// written then, and it may be called again.
  void write(Store& store, HeldJob& held);

 private:
  void record(Store& store, const HeldJob& held);
  void finish(Store& store, std::int64_t sweep);
  void retry(Store& store, HeldJob& held);
  void give_back(Store& store, const HeldJob& held);
  /// Whether a target has failed so often in a row that one attempt a run will do.
  bool is_probed(Store& store, HeldJob& held) const;
  void count(bool is_own, JobCounters::Count& counter);

  const JobParts& parts_;
  const JobLimits& limits_;
  JobCounters& counters_;
  std::mt19937_64 random_;
};

}  // namespace tenon
