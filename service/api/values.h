// What the store holds, value by value, as the API answers it.

#pragma once

#include "audit/values_json.h"
#include "service/views/condition.h"
#include "store/job.h"
#include "store/overview.h"
#include "store/store.h"

namespace tenon {

OrderedJson json_of(const Ack& ack, Instant now);
OrderedJson json_of(const Event& event);
OrderedJson json_of(const StoredJob& job);
/// Without its body.
OrderedJson json_of(const Delivery& delivery);
/// With its findings where it has them.
OrderedJson json_of(const StoredAudit& audit);
OrderedJson json_of(const TargetRow& row, Instant now, StalePolicy stale);
OrderedJson json_of(const NightRow& night);

}  // namespace tenon
