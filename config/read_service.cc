// Reads the sections of the service that are its own: [service] and [service.auth].

#include <algorithm>

#include "config/literal_secret.h"
#include "config/read_secret.h"
#include "config/sections.h"
#include "model/access_scope.h"
#include "model/network.h"

namespace tenon {

namespace {

constexpr CountRange kServiceWorkers{1, 1000};
constexpr Duration kShortestLease = std::chrono::seconds(1);

/// `host:port`, the host may be an IPv6 address in brackets.
bool is_address(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 == text.size() || text.size() - colon > 6)
    return false;
  const std::string port = text.substr(colon + 1);
  return port.find_first_not_of("0123456789") == std::string::npos && std::stoi(port) <= 65535;
}

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// A name or an address as the header Host has it, without a port: `tenon.example.com`, `10.0.0.5`, `[::1]`.
bool is_host(const std::string& text) {
  if (text.starts_with('[') && text.ends_with(']'))
    return parsed_address(text.substr(1, text.size() - 2)).has_value();
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return is_alphanumeric(c) || c == '-' || c == '.' || c == '_';
  });
}

/// The name of a header that a proxy may set and that means nothing else.
bool is_free_header(const std::string& text) {
  constexpr std::string_view kTaken[] = {"authorization", "cookie", "host", "origin"};
  std::string lower = text;
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return !text.empty() && std::ranges::find(kTaken, lower) == std::end(kTaken) &&
         std::ranges::all_of(text, [](char c) { return is_alphanumeric(c) || c == '-' || c == '_'; });
}

/// Adds a fault for each word of a list that is not what it should be.
template <class IsRight>
void check_words(TableReader& table, std::string_view key, const Words& words, IsRight is_right,
                 const std::string& wanted) {
  for (const std::string& word : words)
    if (!is_right(word))
      table.fault(table.find(key)->at, "\"" + std::string(key) + "\" of " + table.who() + " lists " + wanted +
                                           ", found " + shown_word(word));
}

void check_trust(TableReader& table, const ServiceConfiguration& made) {
  check_words(
      table, "trusted_peers", *made.trusted_peers,
      [](const std::string& word) { return parsed_network(word).has_value(); },
      "addresses and networks such as 10.0.0.7, 10.0.0.0/8 or fd00::/8");
  for (const std::string& word : *made.trusted_scopes)
    if (!access_scope_named(word)) table.fault(table.find("trusted_scopes")->at, why_no_scope(word));
  if (made.trusted_header->empty()) return;
  if (!is_free_header(*made.trusted_header))
    table.fault(table.find("trusted_header")->at,
                "\"trusted_header\" of [service.auth] is the name of a header that a proxy sets, such as "
                "X-Forwarded-User");
  if (made.trusted_peers->empty())
    table.fault(table.find("trusted_header")->at,
                "\"trusted_header\" of [service.auth] wants \"trusted_peers\", the addresses of the proxies "
                "that are believed; anybody else can send the header, too");
}

void read_auth(ConfigurationReading& in, const TomlValue& value, ServiceConfiguration& made) {
  TableReader table(in, value, "[service.auth]");
  table.text("tokens_file", made.tokens_file);
  made.tokens_file.value = path_from(in.folder, made.tokens_file.value);
  table.words("public", made.public_paths);
  check_words(
      table, "public", *made.public_paths, [](const std::string& path) { return path.starts_with('/'); },
      "paths, each beginning with /");
  table.text("trusted_header", made.trusted_header);
  table.words("trusted_peers", made.trusted_peers);
  table.words("trusted_scopes", made.trusted_scopes);
  check_trust(table, made);
  table.done();
}

/// The document that came first wrote the store into [service].
void read_store_of_service(TableReader& table, StoreConfiguration& store) {
  if (const TomlValue* value = table.find("store")) {
    if (!store.url->empty()) table.fault(value->at, "the store is named by [store] already");
    read_secret(table, "store", SecretUse::kUrl, store.url);
  }
  if (const TomlValue* value = table.find("retention"))
    read_retention(table.in(), *value, "\"retention\" of [service]", store.retention);
}

/// Where it listens, and how long things may take.
void read_limits(TableReader& table, ServiceConfiguration& made) {
  table.text("listen", made.listen);
  if (table.has("listen") && !is_address(*made.listen))
    table.fault(table.find("listen")->at, "\"listen\" of [service] is HOST:PORT, such as 127.0.0.1:8417");
  table.words("hosts", made.hosts);
  check_words(table, "hosts", *made.hosts, is_host,
              "names without scheme and port, such as tenon.example.com");
  table.count("workers", made.workers, kServiceWorkers);
  table.time("lease", made.lease);
  if (*made.lease < kShortestLease)
    table.fault(table.find("lease")->at,
                "\"lease\" of [service] is 1s at least: a third of it passes between two heartbeats");
  table.time("drain", made.drain);
  table.time("request_time_limit", made.request_time_limit);
}

}  // namespace

void read_service(ConfigurationReading& in, const TomlValue& value, Configuration& made) {
  TableReader table(in, value, "[service]");
  read_limits(table, made.service);
  read_store_of_service(table, made.store);
  if (const TomlValue* auth = table.find("auth")) read_auth(in, *auth, made.service);
  if (const TomlValue* targets = table.find("api_targets"))
    read_api_targets(in, *targets, made.service.api_targets);
  if (const TomlValue* webhooks = table.find("api_webhooks"))
    read_api_webhooks(in, *webhooks, made.service.api_webhooks);
  table.done();
}

}  // namespace tenon
