// When targets are audited next, by their schedules.

#pragma once

#include <optional>

#include "config/configuration.h"
#include "model/instant.h"

namespace tenon {

/// Returns when a target is audited next, with what it is put off by; nullopt: it has no schedule.
std::optional<Instant> next_run(const TargetConfiguration& target, Instant now);

}  // namespace tenon
