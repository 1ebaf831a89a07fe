// Ends sweeps whose jobs are all over: summary, transitions and messages are those of `tenon audit`.

#pragma once

#include <cstddef>
#include <cstdint>

#include "service/jobs/job_parts.h"
#include "store/store.h"

namespace tenon {

/// Ends one sweep. Returns false if it has ended, or if a job of it is not over.
bool finish_sweep_of_jobs(Store& store, std::int64_t sweep, const JobParts& parts);

/// Ends every sweep that can end: what a process that is gone had no time for. Returns how many those are.
std::size_t finish_sweeps_of_jobs(Store& store, const JobParts& parts);

}  // namespace tenon
