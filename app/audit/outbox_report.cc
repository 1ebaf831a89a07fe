// Lists and tries the messages of `tenon notify`.

#include "app/audit/outbox_report.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "app/audit/told.h"
#include "model/visible.h"
#include "render/report/report_words.h"

namespace tenon {

namespace {

OutboxEntry entry_of(const Delivery& delivery) {
  OutboxEntry made{.webhook = delivery.message.channel,
                   .kind = delivery.message.kind,
                   .message_id = delivery.message.message_id,
                   .state = delivery.delivered  ? "sent"
                            : delivery.given_up ? "given_up"
                                                : "waiting",
                   .attempts = delivery.attempts,
                   .created = delivery.created};
  if (made.state == "waiting") made.due = delivery.due;
  if (!delivery.delivered) made.error = delivery.last_error;
  return made;
}

}  // namespace

int exit_code(const OutboxReport& report) {
  if (report.is_list) return 0;
  const bool is_bad = std::ranges::any_of(report.entries, [](const OutboxEntry& entry) {
    return entry.state == "failed" || entry.state == "given_up" ||
           (entry.state == "waiting" && entry.attempts > 0);
  });
  return is_bad || !report.faults.empty() ? 1 : 0;
}

OutboxReport outbox_of(Store& store, std::int64_t limit) {
  OutboxReport report;
  for (const Delivery& delivery : store.deliveries(limit)) report.entries.push_back(entry_of(delivery));
  return report;
}

OutboxReport outbox_after(Store& store, const Outbox& outbox) {
  OutboxReport report;
  for (const Delivery& delivery : store.waiting_and(outbox.tried))
    report.entries.push_back(entry_of(delivery));
  return report;
}

OutboxReport tried(const std::vector<Subscription>& subscriptions, Instant now) {
  OutboxReport report;
  for (const Subscription& subscription : subscriptions) {
    const Webhook& webhook = subscription.webhook;
    Message message{.kind = "test", .at = now};
    message.phrases = {"this is what a message of tenon looks like; nothing has happened"};
    const std::string id = message_id(message, webhook.name, "");
    const NewDelivery delivery{webhook.name, id, message.kind, body_of(message, webhook.format)};
    const SendResult result = told(subscription, delivery, now, nullptr);
    report.entries.push_back({.webhook = webhook.name,
                              .kind = message.kind,
                              .message_id = id,
                              .state = result.error.empty() ? "sent" : "failed",
                              .attempts = 1,
                              .created = now,
                              .error = result.error});
  }
  return report;
}

std::string outbox_text(const OutboxReport& report) {
  constexpr std::size_t kStateWidth = 9;
  constexpr std::size_t kKindWidth = 15;
  std::string text;
  for (const OutboxEntry& entry : report.entries) {
    text += padded(entry.state, kStateWidth) + " " + padded(entry.kind, kKindWidth) + " " +
            visible(entry.webhook);
    if (!entry.error.empty())
      text += ": " + visible(entry.error) + " (attempt " + std::to_string(entry.attempts) + ")";
    if (entry.due && entry.attempts > 0) text += "; tried again from " + rfc3339(*entry.due);
    text += "\n";
  }
  for (const std::string& fault : report.faults)
    text += padded("unusable", kStateWidth) + " " + visible(fault) + "\n";
  if (!text.empty()) return text;
  return report.is_list ? "no messages\n" : "no message waits\n";
}

std::string outbox_json(const OutboxReport& report) {
  using Json = nlohmann::ordered_json;
  Json whole{{"schema_version", 1},
             {"tool", {{"name", "tenon"}, {"version", TENON_VERSION}}},
             {"exit_code", exit_code(report)},
             {"messages", Json::array()},
             {"faults", report.faults}};
  for (const OutboxEntry& entry : report.entries) {
    Json one{{"webhook", entry.webhook},
             {"event", entry.kind},
             {"id", entry.message_id},
             {"state", entry.state},
             {"attempts", entry.attempts}};
    if (entry.created) one["created"] = rfc3339(*entry.created);
    if (entry.due) one["due"] = rfc3339(*entry.due);
    if (!entry.error.empty()) one["error"] = entry.error;
    whole["messages"].push_back(std::move(one));
  }
  return whole.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tenon
