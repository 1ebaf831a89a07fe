// Sends messages over HTTP.

#include "notify/send.h"

#include <curl/curl.h>

#include <memory>

#include "model/error.h"
#include "model/visible.h"
#include "notify/address.h"
#include "notify/exchange.h"
#include "notify/signature.h"

namespace tenon {

namespace {

struct UrlParts {
  std::string scheme;
  std::string host;
  std::string port;
};

std::string part(CURLU* url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return "";
  const std::unique_ptr<char, void (*)(void*)> owner(text, &curl_free);
  return text;
}

[[noreturn]] void refuse(const Webhook& webhook, const std::string& why) {
  throw Error(Fault::kConfiguration, "the URL of webhook " + webhook.name + " " + why);
}

UrlParts parts_of(const Webhook& webhook) {
  const std::unique_ptr<CURLU, void (*)(CURLU*)> url(curl_url(), &curl_url_cleanup);
  if (curl_url_set(url.get(), CURLUPART_URL, webhook.url.exposed().c_str(), CURLU_NON_SUPPORT_SCHEME) !=
      CURLUE_OK)
    refuse(webhook, "is no URL; it looks like https://host/path");
  UrlParts parts{part(url.get(), CURLUPART_SCHEME), part(url.get(), CURLUPART_HOST),
                 part(url.get(), CURLUPART_PORT)};
  if (parts.scheme != "https" && parts.scheme != "http")
    refuse(webhook, "begins with " + visible(parts.scheme) + "://; only https:// is sent to");
  if (parts.scheme == "http" && !webhook.allows_private)
    refuse(webhook, "is http://, which anybody on the way can read; give https://, or allow_private = true");
  if (!part(url.get(), CURLUPART_USER).empty() || !part(url.get(), CURLUPART_PASSWORD).empty())
    refuse(webhook, "holds a user or a password; sign with a secret instead");
  if (parts.host.size() > 2 && parts.host.front() == '[')
    parts.host = parts.host.substr(1, parts.host.size() - 2);
  return parts;
}

std::vector<std::string> headers_of(const Webhook& webhook, std::string_view id, std::string_view body,
                                    Instant now) {
  const std::int64_t timestamp =
      std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  std::vector<std::string> headers{"Content-Type: " + std::string(content_type(webhook.format)),
                                   "Expect:", "webhook-id: " + std::string(id),
                                   "webhook-timestamp: " + std::to_string(timestamp)};
  if (!webhook.secrets.empty())
    headers.push_back("webhook-signature: " + signature(webhook.secrets, id, timestamp, body));
  return headers;
}

SendResult result_of(HttpReply reply) {
  SendResult result{reply.answered, std::move(reply.error)};
  const int status = result.answered.status;
  const bool is_redirect = status >= 300 && status < 400;
  if (result.error.empty() && !result.answered.is_success())
    result.error = "the receiver answered " + std::to_string(status) +
                   (is_redirect ? ", a redirect, which is not followed; give the URL that it leads to" : "");
  return result;
}

SendResult post(const Webhook& webhook, std::string_view id, std::string_view body, Instant now) {
  const WebhookPlace place = place_of(webhook);
  const HttpCall call{
      .url = webhook.url.exposed(), .headers = headers_of(webhook, id, body, now), .body = body};
  return result_of(exchanged(webhook, place, call));
}

}  // namespace

WebhookPlace place_of(const Webhook& webhook) {
  const UrlParts parts = parts_of(webhook);
  WebhookPlace place{parts.scheme == "https", parts.host, parts.port, addresses_of(parts.host, parts.port)};
  for (const std::string& address : place.addresses) {
    const std::string why = webhook.allows_private ? "" : why_refused(address);
    if (!why.empty())
      refuse(webhook, "leads to " + address + ": " + why +
                          "; messages are not sent there; write allow_private = true into the webhook if it "
                          "is meant");
  }
  return place;
}

void require_sendable(const Webhook& webhook) {
  static_cast<void>(parts_of(webhook));
  const bool is_line = webhook.token.exposed().find_first_of("\r\n") == std::string::npos;
  if (!is_line)
    throw Error(Fault::kConfiguration, "the token of webhook " + webhook.name + " is more than one line");
}

SendResult sent(const Webhook& webhook, std::string_view id, std::string_view body, Instant now) {
  try {
    return post(webhook, id, body, now);
  } catch (const Error& error) {
    return {{}, without_secrets(webhook, error.what())};
  }
}

}  // namespace tenon
