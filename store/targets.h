// Targets inside a store: their states between two results.

#pragma once

#include <string>
#include <vector>

#include "audit/history.h"
#include "store/session.h"
#include "store/store.h"

namespace tenon {

/// Returns the state of a target; an empty one if there is no such target.
TargetState stored_state(StoreSession& session, const std::string& target);
/// Returns every target, by name.
std::vector<StoredTarget> stored_targets(StoreSession& session);
/// Returns the states of all targets, by name.
std::vector<TargetState> stored_states(StoreSession& session);
/// Keeps a state, except its open episode. REQUIRES: a writing transaction, and that the target is there.
void store_state(StoreSession& session, const TargetState& state);

}  // namespace tenon
