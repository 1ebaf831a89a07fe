// Sends one message of the outbox in the form of its webhook.

#pragma once

#include <string>

#include "app/audit/notifications.h"
#include "store/store.h"

namespace tenon {

/// Sends a message once. An issue is looked up and remembered in the store; without one (a test) nothing is
/// remembered. It never throws: what fails is in the result.
SendResult told(const Subscription& subscription, const NewDelivery& message, Instant now, Store* store);

}  // namespace tenon
