// Reads the webhooks of a configuration.

#include <algorithm>

#include "config/literal_secret.h"
#include "config/read_request.h"
#include "config/read_secret.h"
#include "config/sections.h"
#include "config/selection.h"
#include "model/error.h"
#include "model/nearest_word.h"

namespace tenon {

namespace {

const std::vector<std::string>& event_names() {
  static const std::vector<std::string> all{"drift.opened", "drift.changed", "drift.closed",
                                            "audit.failed", "audit.stale",   "target.gone",
                                            "ack.expiring", "ack.expired",   "sweep.finished"};
  return all;
}

void check_events(TableReader& table, const Words& events) {
  for (const std::string& event : events)
    if (std::ranges::find(event_names(), event) == event_names().end())
      table.fault(table.find("events")->at, "there is no event " + shown_word(event) + "; known are " +
                                                with_commas(event_names()) +
                                                suggestion(event, event_names()));
}

void check_selection(TableReader& table, const std::string& text) {
  try {
    static_cast<void>(selection(text));
  } catch (const Error& error) {
    table.fault(table.find("only")->at, error.what());
  }
}

/// Where messages are posted to.
void read_receiver(TableReader& table, const TomlValue& value, WebhookConfiguration& made) {
  read_secret(table, "url", SecretUse::kWebUrl, made.url);
  if (!table.has("url")) table.fault(value.at, table.who() + " wants a \"url\"");
  read_secret(table, "secret", SecretUse::kLiteral, made.secret);
  table.words("events", made.events);
}

bool is_repository(const std::string& text) {
  const auto slash = text.find('/');
  return slash != std::string::npos && slash > 0 && text.find("..") == std::string::npos &&
         slash + 1 < text.size() &&
         std::ranges::all_of(text.substr(0, slash) + text.substr(slash + 1), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                  c == '-' || c == '.';
         });
}

/// Where issues are kept, and of what.
void read_issues(TableReader& table, const TomlValue& value, WebhookConfiguration& made) {
  static const Words kHeard{"drift.opened", "drift.changed", "drift.closed", "audit.failed"};
  table.text("repository", made.repository);
  if (!is_repository(*made.repository))
    table.fault(table.has("repository") ? table.find("repository")->at : value.at,
                table.who() + " wants a \"repository\", OWNER/NAME, in which issues are opened");
  read_secret(table, "token", SecretUse::kLiteral, made.token);
  if (!table.has("token"))
    table.fault(value.at, table.who() + " wants a \"token\", a reference to that of GitHub");
  made.url.value = {.kind = SecretKind::kText, .text = "https://api.github.com"};
  read_secret(table, "api_url", SecretUse::kWebUrl, made.url);
  made.events.value = {"drift.opened", "drift.changed", "drift.closed"};
  table.words("events", made.events);
  for (const std::string& event : *made.events)
    if (std::ranges::find(kHeard, event) == kHeard.end())
      table.fault(table.find("events")->at,
                  "an issue tells of " + with_commas(kHeard) + " alone, found " + shown_word(event));
}

WebhookConfiguration read_webhook(ConfigurationReading& in, const TomlValue& value, std::size_t number) {
  WebhookConfiguration made;
  made.origin = file_origin(value);
  TableReader table(in, value, "webhook " + std::to_string(number));
  made.name = table.plain_text("name").value_or("");
  if (made.name.empty()) table.fault(value.at, table.who() + " wants a \"name\"");
  table.text("format", made.format, {"standard", "slack", "teams", "github-issue", "text"});
  (*made.format == "github-issue" ? read_issues : read_receiver)(table, value, made);
  check_events(table, *made.events);
  table.text("only", made.only);
  if (table.has("only") && !made.only->empty()) check_selection(table, *made.only);
  table.flag("allow_private", made.allow_private);
  if (made.url->kind == SecretKind::kText && made.url->text.exposed().starts_with("http://") &&
      !*made.allow_private)
    table.fault(table.find("url")->at, "\"url\" of " + table.who() +
                                           " begins with http://, which is sent to only with allow_private = "
                                           "true; use https://");
  table.done();
  return made;
}

}  // namespace

WebhookConfiguration read_requested_webhook(ConfigurationReading& in, const std::string& name,
                                            const TomlValue& value) {
  WebhookConfiguration made;
  made.name = name;
  made.origin = {.kind = OriginKind::kApi};
  TableReader table(in, value, "webhook " + shown_word(name));
  if (!is_target_name(name))
    table.fault(value.at,
                "the name of a webhook has letters, digits and _ - . alone, found " + shown_word(name));
  const auto url = table.plain_text("url");
  if (!url && !table.has("url")) table.fault(value.at, table.who() + " wants a \"url\": https://host/path");
  made.url.value = {.kind = SecretKind::kText, .text = url.value_or("")};
  table.text("format", made.format, {"standard", "slack", "teams", "text"});
  table.words("events", made.events);
  check_events(table, *made.events);
  table.text("only", made.only);
  if (table.has("only") && !made.only->empty()) check_selection(table, *made.only);
  table.done();
  return made;
}

std::vector<WebhookConfiguration> read_webhooks(ConfigurationReading& in, const TomlValue& value) {
  std::vector<WebhookConfiguration> all;
  for (const TomlValue* one : tables_of(in, value, "webhooks"))
    all.push_back(read_webhook(in, *one, all.size() + 1));
  return all;
}

}  // namespace tenon
