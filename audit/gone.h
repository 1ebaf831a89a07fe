// A target that is no longer there: its state before in, what is closed, told and remembered of it out.

#pragma once

#include "audit/history.h"
#include "model/instant.h"

namespace tenon {

/// Returns what it changes that a configuration names a target no more. It is told once, as `target.gone`,
/// with its last outcome as the reason; an open episode is closed by it, as `drift.closed` with the reason
/// `gone`, in a window from the last known result to now. What is remembered of its drift is forgotten, so
/// that a target that comes back is a new one. Of a list (a set or a schema map that could not be read once)
/// nothing is told.
HistoryStep gone(const TargetState& before, Instant now);

/// Returns the states of those targets of a configuration that are not among the names of a fleet, and of
/// which that is not told yet.
std::vector<TargetState> left(const std::vector<TargetState>& states, const std::string& configuration,
                              const std::vector<std::string>& names);

}  // namespace tenon
