// Reads, seals and opens the webhooks of the API.

#include "app/audit/defined_webhooks.h"

#include <algorithm>

#include "app/secrets.h"
#include "audit/canonical_json.h"
#include "config/read_request.h"
#include "config/selection.h"
#include "model/error.h"
#include "notify/sealed.h"

namespace tenon {

namespace {

constexpr std::size_t kShortestKey = 32;
constexpr std::size_t kLargestWebhook = 64UL * 1024;

std::string place_of_secrets(const std::string& name) { return "webhook " + name; }

std::string shown_configuration(const Configuration& configuration) {
  return configuration.path.empty() ? "the configuration" : configuration.path;
}

Webhook webhook_to(const WebhookConfiguration& configured, bool allows_private) {
  return {.name = configured.name,
          .url = configured.url->text,
          .format = message_format(*configured.format),
          .allows_private = allows_private};
}

void read_webhook_definition(const std::string& name, const std::string& definition, RequestedWebhook& made) {
  const RequestValue values = request_value(definition);
  Faults faults;
  ConfigurationReading in{faults, "", {}, {}};
  made.webhook = read_requested_webhook(in, name, values.value);
  try {
    faults.raise(Fault::kConfiguration);
  } catch (const Error& error) {
    made.faults = values.faults_of(error.what());
  }
}

/// Adds why messages must not be sent to an address.
void judge_address(const Configuration& configuration, RequestedWebhook& made) {
  try {
    static_cast<void>(place_of(webhook_to(made.webhook, *configuration.service.api_webhooks.allow_private)));
  } catch (const Error& error) {
    made.faults.push_back({"/url", error.what()});
  }
}

/// What of a definition is no secret.
WebhookConfiguration configuration_of_definition(const Definition& definition) {
  RequestedWebhook made;
  read_webhook_definition(definition.name, definition.content, made);
  return std::move(made.webhook);
}

Subscription subscription_to(const WebhookConfiguration& webhook, WebhookSecrets secrets,
                             bool allows_private) {
  Subscription made;
  made.webhook = webhook_to(webhook, allows_private);
  made.webhook.url = std::move(secrets.url);
  made.webhook.secrets = {std::move(secrets.signing)};
  made.events = *webhook.events;
  if (!webhook.only->empty()) made.only = selection(*webhook.only);
  require_sendable(made.webhook);
  return made;
}

void add_defined_webhook(HeardWebhooks& all, const Configuration& configuration,
                         const Definition& definition) {
  if (std::ranges::find(all.webhooks, definition.name, &WebhookConfiguration::name) != all.webhooks.end()) {
    all.subscriptions.warnings.push_back(
        "the webhook " + definition.name +
        " that was made over the API is left out: the configuration has one of "
        "this name");
    return;
  }
  const WebhookConfiguration webhook = configuration_of_definition(definition);
  all.webhooks.push_back(webhook);
  try {
    all.subscriptions.usable.push_back(subscription_to(webhook,
                                                       secrets_of(definition, webhook_key(configuration)),
                                                       *configuration.service.api_webhooks.allow_private));
  } catch (const Error& error) {
    all.subscriptions.faults.push_back("webhook " + definition.name + " cannot be used: " + error.what());
  }
}

}  // namespace

RequestedWebhook requested_webhook(const Configuration& configuration, const std::string& name,
                                   const std::string& definition) {
  RequestedWebhook made;
  try {
    if (definition.size() > kLargestWebhook)
      made.faults.push_back({"", "a webhook has 64 KiB at most"});
    else
      read_webhook_definition(name, definition, made);
    if (made.faults.empty()) judge_address(configuration, made);
  } catch (const Error& error) {
    made.faults.push_back({"", error.what()});
  }
  return made;
}

SourceArgument webhook_key(const Configuration& configuration) {
  const ApiWebhooksConfiguration& allowed = configuration.service.api_webhooks;
  const std::string where = "[service.api_webhooks] of " + shown_configuration(configuration);
  if (!*allowed.enabled)
    throw Error(Fault::kConfiguration, "webhooks are not made over the API: set enabled = true in " + where);
  if (allowed.key->empty())
    throw Error(Fault::kConfiguration, "set \"key\" in " + where +
                                           ", a reference to a secret of 32 characters or more, under which "
                                           "the secrets of webhooks are kept");
  SourceArgument key = fetched(*allowed.key).value;
  if (key.exposed().size() < kShortestKey)
    throw Error(Fault::kConfiguration, "\"key\" of " + where + " leads to fewer than 32 characters");
  return key;
}

Definition webhook_definition(const WebhookConfiguration& webhook, const WebhookSecrets& secrets,
                              const SourceArgument& key) {
  const std::string& url = secrets.url.exposed();
  const std::string shown = url.substr(0, url.find_first_of("/?#", url.find("://") + 3));
  const CanonicalJson content{
      {"url", shown}, {"format", *webhook.format}, {"events", *webhook.events}, {"only", *webhook.only}};
  const CanonicalJson secret{{"url", url}, {"secret", secrets.signing.exposed()}};
  return {.kind = DefinitionKind::kWebhook,
          .name = webhook.name,
          .content = text_of(content),
          .secret = sealed(SourceArgument(text_of(secret)), key, place_of_secrets(webhook.name))};
}

WebhookSecrets secrets_of(const Definition& definition, const SourceArgument& key) {
  const auto text = unsealed(definition.secret.value_or(""), key, place_of_secrets(definition.name));
  if (!text)
    throw Error(
        Fault::kConfiguration,
        "what is secret of webhook " + definition.name +
            " was kept under another key of [service.api_webhooks]; give that one, or remove the webhook and "
            "make it again");
  const CanonicalJson json = parsed_json(text->exposed(), "what is secret of a webhook");
  return {SourceArgument(text_at(json, "url")), SourceArgument(text_at(json, "secret"))};
}

HeardWebhooks heard_webhooks(const Configuration& configuration, const Definitions& definitions) {
  HeardWebhooks all{configuration.webhooks, subscriptions_of(configuration)};
  for (const Definition& definition : definitions.all)
    if (definition.kind == DefinitionKind::kWebhook) add_defined_webhook(all, configuration, definition);
  return all;
}

}  // namespace tenon
