// Answers the routes of webhooks, messages and tokens.

#include <algorithm>

#include "model/nearest_word.h"
#include "service/api/body.h"
#include "service/api/handlers.h"
#include "service/api/paging.h"
#include "service/api/values.h"
#include "service/jobs/job_engine.h"
#include "service/new_token.h"
#include "service/webhook_test.h"
#include "store/store_pool.h"
#include "store/token_book.h"

namespace tenon {

namespace {

OrderedJson token_json(const ApiToken& token) {
  return {{"id", token.id},
          {"name", token.name},
          {"scopes", token.scopes.words()},
          {"created", rfc3339(token.created)},
          {"ends", json_of(token.ends)},
          {"used", json_of(token.used)},
          {"revoked", json_of(token.revoked)}};
}

/// Reads what a token is to be, each fault with its field.
TokenWish token_wish(BodyReader& body, Instant now) {
  TokenWish wish{body.text("name", true), body.texts("scopes"), body.text("until")};
  if (const std::string fault = token_name_fault(wish.name); !wish.name.empty() && !fault.empty())
    body.add_fault("name", fault);
  if (wish.scopes.empty())
    body.add_fault("scopes", "a token needs a scope: one of " + with_commas(access_scope_words()));
  for (const std::string& word : wish.scopes)
    if (!access_scope_named(word)) body.add_fault("scopes", why_no_scope(word));
  body.checked("until", [&] { end_of_token(wish.until, now); });
  body.finish();
  return wish;
}

}  // namespace

HttpResponse list_webhooks(const ApiCall& call) {
  OrderedJson items = OrderedJson::array();
  call.service.configuration.refresh();
  const auto configured = call.service.configuration.now();
  for (const WebhookConfiguration& webhook : configured->webhooks)
    items.push_back(json_of(
        webhook, webhook.origin.kind == OriginKind::kApi
                     ? find_definition(configured->definitions, DefinitionKind::kWebhook, webhook.name)
                     : nullptr));
  return page_response(std::move(items), std::nullopt);
}

HttpResponse test_webhook(const ApiCall& call) {
  call.service.configuration.refresh();
  const std::string fault = webhook_test_fault(call.service, call.path_value("name"), call.service.now());
  return json_response({{"webhook", call.path_value("name")}, {"taken", fault.empty()}, {"error", fault}});
}

HttpResponse list_deliveries(const ApiCall& call) {
  const PageWish wish = page_wish(call.http);
  const std::string& name = call.path_value("name");
  bool is_known = has_webhook(call.service, name);
  std::vector<Delivery> found;
  call.service.stores.with([&](Store& store) {
    store.reading([&](StoreSession& session) {
      found = delivery_rows(session, name, wish.number().value_or(0), wish.limit);
      // Messages of a webhook that the configuration names no more are there still.
      is_known = is_known || !found.empty() || !delivery_rows(session, name, 0, 1).empty();
    });
  });
  if (!is_known) throw RequestRefused(not_found("webhook", name));
  OrderedJson items = OrderedJson::array();
  for (const Delivery& delivery : found) items.push_back(json_of(delivery));
  const bool is_full = static_cast<std::int64_t>(found.size()) == wish.limit;
  return page_response(std::move(items),
                       is_full ? std::optional(std::to_string(found.back().id)) : std::nullopt);
}

HttpResponse redeliver(const ApiCall& call) {
  const std::int64_t id = number_in_path(call.http, "id", "message");
  const bool is_there =
      call.service.stores.with([&](Store& store) { return store.send_again(id, call.service.now()); });
  if (!is_there) throw RequestRefused(not_found("message", std::to_string(id)));
  call.service.jobs.wake();
  return json_response({{"id", id}, {"state", "waiting"}}, 202);
}

HttpResponse list_tokens(const ApiCall& call) {
  OrderedJson items = OrderedJson::array();
  const auto tokens = call.service.stores.with([](Store& store) { return TokenBook(store).all(); });
  for (const ApiToken& token : tokens) items.push_back(token_json(token));
  return page_response(std::move(items), std::nullopt);
}

HttpResponse add_token(const ApiCall& call) {
  BodyReader body(call.http);
  const TokenWish wish = token_wish(body, call.service.now());
  const TokenList made = new_token(call.service, wish, call.caller, call.service.now());
  const ApiToken& token = made.tokens.front();
  OrderedJson json = token_json(token);
  json["secret"] = made.secret.exposed();
  return json_response(json, 201).with("Location", "/api/v1/tokens/" + std::to_string(token.id));
}

HttpResponse revoke_token(const ApiCall& call) {
  const std::int64_t id = number_in_path(call.http, "id", "token");
  const auto tokens = call.service.stores.with([](Store& store) { return TokenBook(store).all(); });
  const auto known = std::ranges::find(tokens, id, &ApiToken::id);
  if (known == tokens.end()) throw RequestRefused(not_found("token", std::to_string(id)));
  if (known->revoked) throw RequestRefused(conflict("token " + std::to_string(id) + " was revoked before"));
  const ApiToken token =
      call.service.stores.with([&](Store& store) { return TokenBook(store).revoke(id, call.service.now()); });
  return json_response(token_json(token));
}

}  // namespace tenon
