// Results and sweeps inside a transaction of somebody else's: what a store, and the queue of jobs, write of
// them.

#pragma once

#include <cstdint>

#include "store/session.h"
#include "store/store.h"

namespace tenon {

/// Begins a sweep and returns its id. REQUIRES: a writing transaction.
std::int64_t inserted_sweep(StoreSession& session, const SweepStart& start);
/// Stores everything about one finished target, as Store::record() says. REQUIRES: a writing transaction.
Recorded recorded(StoreSession& session, std::int64_t sweep, const AuditResult& result,
                  const AuditTexts& texts);
/// Stores what became of an episode; `audit` closed it, if it is closed.
void update_episode(StoreSession& session, std::int64_t audit, const Episode& episode);

}  // namespace tenon
