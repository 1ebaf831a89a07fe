// The outbox inside a store.

#pragma once

#include "store/session.h"
#include "store/store.h"

namespace tenon {

/// Queues a message that is due at once; one that is there already (same id and channel) stays as it is.
/// REQUIRES: a writing transaction.
void insert_delivery(StoreSession& session, const NewDelivery& message, Instant at);

}  // namespace tenon
