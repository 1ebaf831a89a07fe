// Answers the routes that make, change and remove webhooks.

#include "app/audit/defined_webhooks.h"

#include <algorithm>

#include "audit/canonical_json.h"
#include "notify/sealed.h"
#include "service/api/body.h"
#include "service/api/handlers.h"
#include "service/api/paging.h"
#include "service/api/preconditions.h"
#include "service/api/refusals.h"
#include "service/jobs/job_engine.h"
#include "store/store_pool.h"

namespace tenon {

namespace {

/// Throws RequestRefused (409) for a name that the configuration has.
void require_free_name(const Configuration& configuration, const std::string& name) {
  const auto at = std::ranges::find(configuration.webhooks, name, &WebhookConfiguration::name);
  if (at != configuration.webhooks.end()) throw RequestRefused(read_only("webhook", name, at->origin));
}

/// Returns the key of the configuration. Throws RequestRefused (409) where there is none.
SourceArgument key_of_service(const Configuration& configuration) {
  try {
    return webhook_key(configuration);
  } catch (const Error& error) {
    throw RequestRefused(
        {409, "api-webhooks-not-enabled", "Webhooks are not made over the API", error.what()});
  }
}

/// What a request wants, and what there is before it.
struct WebhookChange {
  Definition wanted;
  std::optional<Definition> before;
  SourceArgument new_secret;  ///< empty: the one that there was stays
};

/// Returns the secrets of a webhook that is there. Throws RequestRefused (409) if another key kept them.
WebhookSecrets known_secrets(const Definition& before, const SourceArgument& key) {
  try {
    return secrets_of(before, key);
  } catch (const Error& error) {
    throw RequestRefused({409, "another-key", "It was kept under another key", error.what()});
  }
}

/// Returns what is to be kept. What is secret is sealed anew only where it is another one, so that the same
/// webhook sent twice is the same.
WebhookChange changed_webhook(const ApiCall& call, const WebhookConfiguration& webhook,
                              const SourceArgument& key) {
  WebhookChange made;
  made.before = call.service.stores.with(
      [&](Store& store) { return DefinitionBook(store).find(DefinitionKind::kWebhook, webhook.name); });
  WebhookSecrets secrets{webhook.url->text, {}};
  bool is_same_url = false;
  if (made.before) {
    WebhookSecrets known = known_secrets(*made.before, key);
    is_same_url = known.url.exposed() == secrets.url.exposed();
    secrets.signing = std::move(known.signing);
  } else {
    secrets.signing = made.new_secret = new_signing_secret();
  }
  made.wanted = webhook_definition(webhook, secrets, key);
  if (is_same_url) made.wanted.secret = made.before->secret;
  made.wanted.changed_by = call.caller.name;
  return made;
}

bool is_as_seen(const std::optional<Definition>& seen, const Definition* before) {
  return seen ? before && revision_of(*seen) == revision_of(*before) : before == nullptr;
}

/// Puts a webhook; somebody else may change it between reading and writing, and then it is read again.
PutOutcome put_as_seen(const ApiCall& call, const WebhookConfiguration& webhook, const SourceArgument& key,
                       WebhookChange& change) {
  constexpr int kMostTries = 5;
  const Precondition holds = precondition_of(call.http);
  for (int i = 0; i < kMostTries; ++i) {
    change = changed_webhook(call, webhook, key);
    bool is_seen = false;
    const PutOutcome outcome = call.service.stores.with([&](Store& store) {
      return DefinitionBook(store).put(change.wanted, [&](const Definition* before) {
        is_seen = is_as_seen(change.before, before);
        return is_seen && holds(before);
      });
    });
    if (is_seen) return outcome;
  }
  throw RequestRefused(conflict("others change this webhook just now; send it again"));
}

}  // namespace

OrderedJson json_of(const WebhookConfiguration& webhook, const Definition* definition) {
  OrderedJson json{{"name", webhook.name},
                   {"format", *webhook.format},
                   {"url_ref", to_string(*webhook.url)},
                   {"events", *webhook.events},
                   {"only", *webhook.only},
                   {"origin", definition ? "api" : "configuration"}};
  if (definition) json["etag"] = etag_of(*definition);
  return json;
}

HttpResponse put_webhook(const ApiCall& call) {
  call.service.configuration.refresh();
  const auto configured = call.service.configuration.now();
  const std::string& name = call.path_value("name");
  require_free_name(configured->configuration, name);
  const SourceArgument key = key_of_service(configured->configuration);
  const BodyReader body(call.http);
  const RequestedWebhook requested = requested_webhook(configured->configuration, name, body.whole().dump());
  require_no_faults(requested.faults);
  WebhookChange change;
  const PutOutcome outcome = put_as_seen(call, requested.webhook, key, change);
  if (outcome == PutOutcome::kRefused) throw RequestRefused(precondition_failed("webhook", name));
  call.service.configuration.refresh();
  call.service.jobs.wake();
  OrderedJson json = json_of(requested.webhook, &change.wanted);
  const bool is_new = outcome == PutOutcome::kCreated;
  if (is_new) json["secret"] = change.new_secret.exposed();
  return json_response(json, is_new ? 201 : 200).with("ETag", etag_of(change.wanted));
}

HttpResponse delete_webhook(const ApiCall& call) {
  call.service.configuration.refresh();
  const std::string& name = call.path_value("name");
  require_free_name(call.service.configuration.now()->configuration, name);
  return removed_definition(call, DefinitionKind::kWebhook);
}

}  // namespace tenon
