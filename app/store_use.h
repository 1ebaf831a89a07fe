// The use cases of the audit store: history, acknowledgements and upkeep.

#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "audit/ack_report.h"
#include "audit/history_report.h"
#include "config/configuration.h"
#include "model/source_argument.h"
#include "store/report.h"
#include "store/store.h"

namespace tenon {

/// Returns what the store remembers of a target: its last `limit` audits, and all its episodes. Throws
/// Error(kDeclaration) if there is no such target, with the nearest known one.
TargetHistory target_history(Store& store, const std::string& target, std::int64_t limit);

/// Returns acknowledgements that have effect at `now`, or all.
AckList ack_list(Store& store, Instant now, bool all);

/// Reads when an acknowledgement ends: a date, whose day is included, or a time. Throws Error(kUsage).
Instant end_of_ack(const std::string& text);

/// Returns what [store] says of how long things are kept, in whole days, the begun one included; what it does
/// not say is as usual.
Retention retention_of(const RetentionConfiguration& configured);

StoreReport store_stats(Store& store);
StoreReport store_verified(Store& store);
StoreReport store_pruned(Store& store, Instant now, const Retention& policy);

}  // namespace tenon
