// Sends messages over HTTP, with libcurl.

#include "notify/send.h"

#include <curl/curl.h>

#include <memory>
#include <mutex>

#include "model/error.h"
#include "model/redactor.h"
#include "model/visible.h"
#include "notify/address.h"
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

/// Returns addresses with a comma between, as CURLOPT_RESOLVE takes them.
std::string joined(const std::vector<std::string>& addresses) {
  std::string all;
  for (const std::string& address : addresses) {
    const bool is_v6 = address.find(':') != std::string::npos;
    all += (all.empty() ? "" : ",") + (is_v6 ? "[" + address + "]" : address);
  }
  return all;
}

std::size_t ignored(char*, std::size_t size, std::size_t count, void*) { return size * count; }

/// libcurl's own list of texts.
class CurlList {
 public:
  ~CurlList() { curl_slist_free_all(list_); }
  CurlList() = default;
  CurlList(const CurlList&) = delete;
  CurlList& operator=(const CurlList&) = delete;
  void add(const std::string& text) { list_ = curl_slist_append(list_, text.c_str()); }
  curl_slist* get() const { return list_; }

 private:
  curl_slist* list_ = nullptr;
};

void require_curl() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

void add_headers(CurlList& headers, const Webhook& webhook, std::string_view id, std::string_view body,
                 Instant now) {
  const std::int64_t timestamp =
      std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  headers.add("Content-Type: " + std::string(content_type(webhook.format)));
  headers.add("Expect:");
  headers.add("webhook-id: " + std::string(id));
  headers.add("webhook-timestamp: " + std::to_string(timestamp));
  if (!webhook.secrets.empty())
    headers.add("webhook-signature: " + signature(webhook.secrets, id, timestamp, body));
}

void set_options(CURL* curl, const Webhook& webhook, std::string_view body, const CurlList& headers,
                 const CurlList& resolved) {
  constexpr long kSeconds = 15;
  curl_easy_setopt(curl, CURLOPT_URL, webhook.url.exposed().c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, webhook.allows_private ? "https,http" : "https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(curl, CURLOPT_RESOLVE, resolved.get());
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, kSeconds);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "tenon/" TENON_VERSION);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.data());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &ignored);
}

std::string failure_text(const Webhook& webhook, const std::string& said) {
  Redactor redactor;
  redactor.add(webhook.url.exposed());
  for (const SourceArgument& secret : webhook.secrets) redactor.add(secret.exposed());
  return visible(redactor(said));
}

SendResult answer_of(CURL* curl, const Webhook& webhook, CURLcode code) {
  SendResult result;
  if (code != CURLE_OK) {
    result.error = failure_text(webhook, std::string("nothing was sent: ") + curl_easy_strerror(code));
    return result;
  }
  long status = 0;
  curl_off_t after = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &after);
  result.answered.status = static_cast<int>(status);
  if (after > 0) result.answered.retry_after = std::chrono::seconds(after);
  const bool is_redirect = status >= 300 && status < 400;
  if (!result.answered.is_success())
    result.error = "the receiver answered " + std::to_string(status) +
                   (is_redirect ? ", a redirect, which is not followed; give the URL that it leads to" : "");
  return result;
}

SendResult post(const Webhook& webhook, std::string_view id, std::string_view body, Instant now) {
  require_curl();
  const WebhookPlace place = place_of(webhook);
  CurlList resolved;
  resolved.add(place.host + ":" + place.port + ":" + joined(place.addresses));
  CurlList headers;
  add_headers(headers, webhook, id, body, now);
  const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), &curl_easy_cleanup);
  if (!curl) return {{}, "libcurl cannot be used"};
  set_options(curl.get(), webhook, body, headers, resolved);
  return answer_of(curl.get(), webhook, curl_easy_perform(curl.get()));
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

void require_sendable(const Webhook& webhook) { static_cast<void>(parts_of(webhook)); }

SendResult sent(const Webhook& webhook, std::string_view id, std::string_view body, Instant now) {
  try {
    return post(webhook, id, body, now);
  } catch (const Error& error) {
    return {{}, failure_text(webhook, error.what())};
  }
}

}  // namespace tenon
