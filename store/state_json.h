// The state of a target as JSON, as the store keeps it between two results.

#pragma once

#include <string>

#include "audit/history.h"

namespace tenon {

/// Returns everything but the name of the target and the open episode, which have rows of their own.
std::string state_json(const TargetState& state);
/// The reverse of state_json().
TargetState state_of(const std::string& target, const std::string& json);

}  // namespace tenon
