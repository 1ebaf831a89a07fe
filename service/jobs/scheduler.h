// Queues the runs that schedules want, and remembers those that were missed. No replica leads: each does
// this, and a run is queued once.

#pragma once

#include <cstddef>
#include <vector>

#include "model/instant.h"
#include "service/jobs/job_parts.h"
#include "store/store.h"

namespace tenon {

/// What one look at all schedules came to.
struct Tick {
  Instant at{};  ///< by the store's clock
  std::size_t enqueued = 0;
  std::size_t missed = 0;
};

/// Looks at all schedules: what each wants since its last run, or since it is known. A missed run is
/// remembered before what makes up for it is queued. What is due while an earlier run of its target is not
/// over is missed too.
Tick tick_schedules(Store& store, const std::vector<ScheduledTarget>& targets, std::size_t workers);

}  // namespace tenon
