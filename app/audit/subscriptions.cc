// Fetches the URLs and secrets of the configured webhooks.

#include "app/audit/subscriptions.h"

#include "app/secrets.h"
#include "model/error.h"

namespace tenon {

namespace {

SourceArgument value_of(const SecretReference& reference, std::vector<std::string>& warnings) {
  FetchedSecret secret = fetched(reference);
  warnings.insert(warnings.end(), secret.warnings.begin(), secret.warnings.end());
  return std::move(secret.value);
}

Subscription subscription_of(const WebhookConfiguration& configured, std::vector<std::string>& warnings) {
  Subscription made;
  made.webhook.name = configured.name;
  made.webhook.url = value_of(*configured.url, warnings);
  if (!configured.secret->empty()) made.webhook.secrets = {value_of(*configured.secret, warnings)};
  if (!configured.token->empty()) made.webhook.token = value_of(*configured.token, warnings);
  made.webhook.repository = *configured.repository;
  made.webhook.format = message_format(*configured.format);
  made.webhook.allows_private = *configured.allow_private;
  made.events = *configured.events;
  if (!configured.only->empty()) made.only = selection(*configured.only);
  require_sendable(made.webhook);
  return made;
}

}  // namespace

Subscriptions subscriptions_of(const Configuration& configuration) {
  Subscriptions all;
  for (const WebhookConfiguration& configured : configuration.webhooks) {
    try {
      all.usable.push_back(subscription_of(configured, all.warnings));
    } catch (const Error& error) {
      all.faults.push_back("webhook " + configured.name + " cannot be used: " + error.what());
    }
  }
  return all;
}

}  // namespace tenon
