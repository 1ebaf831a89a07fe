// Webhooks that are made over the API: their JSON and what is kept of them in, subscriptions out.

#pragma once

#include <string>
#include <vector>

#include "app/audit/subscriptions.h"
#include "app/request_values.h"
#include "config/configuration.h"
#include "store/definition_book.h"

namespace tenon {

/// A webhook that a request defines, as far as it could be read.
struct RequestedWebhook {
  WebhookConfiguration webhook;
  std::vector<RequestFault> faults;
};

/// Reads a webhook by the rules of those of the configuration, and judges its address now, as it is judged
/// again before each message. Never throws Error.
RequestedWebhook requested_webhook(const Configuration& configuration, const std::string& name,
                                   const std::string& definition);

/// Returns the key under which what is secret of such webhooks is kept. Throws Error(kConfiguration) that
/// says which key to set where they are not enabled, or there is no good key.
SourceArgument webhook_key(const Configuration& configuration);

/// What is secret of a webhook: its address, whose path may let everybody send, and what signs its messages.
struct WebhookSecrets {
  SourceArgument url;
  SourceArgument signing;
};

/// Returns what is kept of a webhook: its secrets under a key, and of its address the host alone beside them.
Definition webhook_definition(const WebhookConfiguration& webhook, const WebhookSecrets& secrets,
                              const SourceArgument& key);
/// Returns the secrets of a definition. Throws Error(kConfiguration) if another key than this one sealed
/// them.
WebhookSecrets secrets_of(const Definition& definition, const SourceArgument& key);

/// Every webhook: those of the configuration, then those that were made over the API.
struct HeardWebhooks {
  std::vector<WebhookConfiguration> webhooks;
  Subscriptions subscriptions;
};

/// Fetches and opens the secrets of all webhooks. One that fails does not hide the others; of one of the API
/// whose name the configuration has, a warning is what is left.
HeardWebhooks heard_webhooks(const Configuration& configuration, const Definitions& definitions);

}  // namespace tenon
