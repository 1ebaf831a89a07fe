// The outbox inside a store.

#pragma once

#include "store/session.h"
#include "store/store.h"

namespace tenon {

/// The columns of a message, in the order in which stored_delivery() reads them.
inline constexpr const char* kDeliveryColumns =
    "id, channel, message_id, kind, body, created_at, attempts, due_at, delivered_at, given_up_at, "
    "last_error";
Delivery stored_delivery(const SqlRow& row);

/// Queues a message that is due at once; one that is there already (same id and channel) stays as it is.
/// REQUIRES: a writing transaction.
void insert_delivery(StoreSession& session, const NewDelivery& message, Instant at);

}  // namespace tenon
