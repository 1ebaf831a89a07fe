// Sends a test message by the configuration of now.

#include "service/webhook_test.h"

#include <algorithm>

#include "app/audit/outbox_report.h"
#include "service/api/problem.h"

namespace tenon {

bool has_webhook(const Service& service, const std::string& name) {
  const auto configured = service.configuration.now();
  const auto& webhooks = configured->webhooks;
  return std::ranges::find(webhooks, name, &WebhookConfiguration::name) != webhooks.end();
}

std::string webhook_test_fault(const Service& service, const std::string& name, Instant now) {
  const auto configured = service.configuration.now();
  if (!has_webhook(service, name)) throw RequestRefused(not_found("webhook", name));
  const auto& usable = configured->subscriptions.usable;
  const auto at = std::ranges::find(usable, name, [](const Subscription& one) { return one.webhook.name; });
  if (at == usable.end()) return "it cannot be used; the log of the service says why";
  return tried({*at}, now).entries.front().error;
}

}  // namespace tenon
