// A target with the schedule of its configuration, as the scheduler takes it.

#pragma once

#include <string>

#include "config/configuration.h"
#include "service/jobs/job_parts.h"

namespace tenon {

/// Returns a target that runs when its schedule says; `target` has everything but that. Throws
/// Error(kConfiguration) if the schedule is none, which reading a configuration refuses before.
ScheduledTarget with_schedule(ScheduledTarget target, const Schedule& schedule);

}  // namespace tenon
