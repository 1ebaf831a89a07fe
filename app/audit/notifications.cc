// Makes messages of what a sweep tells, and sends the outbox.

#include "app/audit/notifications.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "app/audit/told.h"
#include "audit/phrase.h"
#include "notify/retry.h"

namespace tenon {

namespace {

/// Adds what the findings of a group say, if its targets still have them.
void add_findings(Message& message, const SweepSummary& summary) {
  const bool is_open = message.group.transition == Transition::kDriftOpened ||
                       message.group.transition == Transition::kDriftChanged;
  if (!is_open) return;
  const auto at = std::ranges::find(summary.groups, message.group.fingerprint, &DriftGroup::fingerprint);
  if (at == summary.groups.end()) return;
  message.phrases = at->phrases;
  message.findings = at->findings;
}

bool wants(const Subscription& subscription, const std::string& kind) {
  return subscription.events.empty() ||
         std::ranges::find(subscription.events, kind) != subscription.events.end();
}

/// Sends one message, and writes down what came of it.
class Sender {
 public:
  Sender(Store& store, const std::vector<Subscription>& subscriptions, const std::function<Instant()>& now)
      : store_(store), subscriptions_(subscriptions), now_(now) {}

  void send(const Delivery& delivery) {
    outbox_.tried.insert(delivery.id);
    const auto at = std::ranges::find(subscriptions_, delivery.message.channel,
                                      [](const Subscription& one) { return one.webhook.name; });
    SendResult result;
    if (at == subscriptions_.end())
      result.error = "no webhook of this name is configured";
    else
      result = told(*at, delivery.message, now_(), &store_);
    const Instant now = now_();
    const bool is_sent = result.error.empty();
    const auto again = is_sent ? std::nullopt : next_attempt(delivery.attempts + 1, now, result.answered);
    store_.attempted(delivery.id, {.at = now, .is_delivered = is_sent, .next = again, .error = result.error});
    if (is_sent) ++outbox_.sent;
    if (!is_sent) ++(again ? outbox_.waiting : outbox_.given_up);
    if (!is_sent)
      outbox_.failures.push_back(
          "webhook " + delivery.message.channel + ": " + delivery.message.kind + ": " + result.error +
          (again ? "; it is tried again from " + rfc3339(*again) : "; it is given up"));
  }

  Outbox outbox() && { return std::move(outbox_); }

 private:
  Store& store_;
  const std::vector<Subscription>& subscriptions_;
  const std::function<Instant()>& now_;
  Outbox outbox_;
};

}  // namespace

std::vector<Message> messages_of(const SweepLook& look, const SweepSummary& summary) {
  std::vector<Message> all;
  for (GroupTransition& group : grouped(look.transitions)) {
    Message message{
        .kind = std::string(to_string(group.transition)), .at = summary.finished, .sweep = summary.sweep};
    message.group = std::move(group);
    add_findings(message, summary);
    all.push_back(std::move(message));
  }
  Message digest{.kind = std::string(to_string(Transition::kSweepFinished)),
                 .at = summary.finished,
                 .sweep = summary.sweep};
  digest.digest = text_of(summary);
  all.push_back(std::move(digest));
  return all;
}

std::optional<Message> heard_by(const Subscription& subscription, Message message,
                                const TargetLabels& labels) {
  if (!wants(subscription, message.kind)) return std::nullopt;
  if (subscription.only.empty()) return message;
  std::vector<TargetTransition>& members = message.group.members;
  const bool is_about_targets =
      std::ranges::any_of(members, [](const TargetTransition& one) { return !one.target.empty(); });
  if (!is_about_targets) return message;
  std::erase_if(members, [&](const TargetTransition& one) {
    const auto at = labels.find(one.target);
    return at == labels.end() || !is_selected(subscription.only, at->second);
  });
  return members.empty() ? std::nullopt : std::optional(std::move(message));
}

std::vector<NewDelivery> deliveries_of(const std::vector<Message>& messages,
                                       const std::vector<Subscription>& subscriptions,
                                       const TargetLabels& labels, const std::string& store) {
  std::vector<NewDelivery> all;
  for (const Subscription& subscription : subscriptions)
    for (const Message& message : messages)
      if (const auto heard = heard_by(subscription, message, labels))
        all.push_back({.channel = subscription.webhook.name,
                       .message_id = message_id(*heard, subscription.webhook.name, store),
                       .kind = heard->kind,
                       .body = body_of(*heard, subscription.webhook.format)});
  return all;
}

Outbox send_due(Store& store, const std::vector<Subscription>& subscriptions,
                const std::function<Instant()>& now, const std::stop_token& stop) {
  constexpr std::int64_t kAtOnce = 10;
  // Ten messages of 15 seconds each, and some air. One of an issue may take a minute.
  constexpr std::chrono::minutes kTaken(4);
  constexpr std::chrono::seconds kOne(75);
  Sender sender(store, subscriptions, now);
  while (!stop.stop_requested()) {
    const Instant until = now() + kTaken;
    const std::vector<Delivery> due = store.claim_deliveries(now(), until, kAtOnce);
    if (due.empty()) break;
    for (const Delivery& delivery : due) {
      if (stop.stop_requested() || now() + kOne > until)
        break;  // the others are taken again when their time is over
      sender.send(delivery);
    }
  }
  return std::move(sender).outbox();
}

}  // namespace tenon
