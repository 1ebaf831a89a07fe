// Sends requests with libcurl; nothing else performs one.

#include "notify/exchange.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <mutex>

#include "model/redactor.h"
#include "model/visible.h"

namespace tenon {

namespace {

/// Returns addresses with a comma between, as CURLOPT_RESOLVE takes them.
std::string joined(const std::vector<std::string>& addresses) {
  std::string all;
  for (const std::string& address : addresses) {
    const bool is_v6 = address.find(':') != std::string::npos;
    all += (all.empty() ? "" : ",") + (is_v6 ? "[" + address + "]" : address);
  }
  return all;
}

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

/// Keeps what comes of a body; more than is kept ends the request.
struct KeptBody {
  std::string text = {};
  std::size_t most = 0;
};

std::size_t keep_body(char* data, std::size_t size, std::size_t count, void* to) {
  auto& kept = *static_cast<KeptBody*>(to);
  const std::size_t bytes = size * count;
  if (kept.most == 0) return bytes;
  if (kept.text.size() + bytes > kept.most) return 0;
  kept.text.append(data, bytes);
  return bytes;
}

/// Keeps one line of a head: `Name: value`.
std::size_t keep_header(char* data, std::size_t size, std::size_t count, void* to) {
  const std::string_view line(data, size * count);
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return line.size();
  std::string name(line.substr(0, colon));
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  std::string_view value = line.substr(colon + 1);
  while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
  while (!value.empty() && (value.back() == '\r' || value.back() == '\n')) value.remove_suffix(1);
  (*static_cast<std::map<std::string, std::string>*>(to))[name] = value;
  return line.size();
}

void set_place(CURL* curl, const Webhook& webhook, const HttpCall& call, const CurlList& resolved) {
  curl_easy_setopt(curl, CURLOPT_URL, call.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, webhook.allows_private ? "https,http" : "https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(curl, CURLOPT_RESOLVE, resolved.get());
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(call.patience.count()));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "tenon/" TENON_VERSION);
}

void set_call(CURL* curl, const HttpCall& call, const CurlList& headers) {
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  if (call.method == "GET") {
    curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
    return;
  }
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(call.body.size()));
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, call.body.data());
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, call.method.c_str());
}

HttpReply reply_of(CURL* curl, const Webhook& webhook, CURLcode code) {
  HttpReply reply;
  if (code != CURLE_OK) {
    reply.error = without_secrets(webhook, std::string("nothing was sent: ") + curl_easy_strerror(code));
    return reply;
  }
  long status = 0;
  curl_off_t after = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &after);
  reply.answered.status = static_cast<int>(status);
  if (after > 0) reply.answered.retry_after = std::chrono::seconds(after);
  return reply;
}

}  // namespace

std::string without_secrets(const Webhook& webhook, const std::string& said) {
  Redactor redactor;
  if (webhook.format != MessageFormat::kGithubIssue) redactor.add(webhook.url.exposed());
  if (!webhook.token.empty()) redactor.add(webhook.token.exposed());
  for (const SourceArgument& secret : webhook.secrets) redactor.add(secret.exposed());
  return visible(redactor(said));
}

HttpReply exchanged(const Webhook& webhook, const WebhookPlace& place, const HttpCall& call) {
  require_curl();
  CurlList resolved;
  resolved.add(place.host + ":" + place.port + ":" + joined(place.addresses));
  CurlList headers;
  for (const std::string& header : call.headers) headers.add(header);
  const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), &curl_easy_cleanup);
  if (!curl) return {{}, "libcurl cannot be used"};
  KeptBody body{.most = call.keeps};
  std::map<std::string, std::string> head;
  set_place(curl.get(), webhook, call, resolved);
  set_call(curl.get(), call, headers);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, &keep_body);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &body);
  curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, &keep_header);
  curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &head);
  HttpReply reply = reply_of(curl.get(), webhook, curl_easy_perform(curl.get()));
  reply.headers = std::move(head);
  reply.body = std::move(body.text);
  return reply;
}

}  // namespace tenon
