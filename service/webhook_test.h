// Tries a webhook of the running service.

#pragma once

#include <string>

#include "model/instant.h"
#include "service/service.h"

namespace tenon {

/// Whether the configuration names a webhook.
bool has_webhook(const Service& service, const std::string& name);

/// Sends a test message over a webhook, past the outbox. Returns why it was not taken; empty: it was. Throws
/// RequestRefused (404) if there is no webhook of this name.
std::string webhook_test_fault(const Service& service, const std::string& name, Instant now);

}  // namespace tenon
