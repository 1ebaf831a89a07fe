// What a sweep tells, to whom: transitions in, messages in the outbox out; and the outbox, sent.

#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "app/audit/sweep.h"
#include "config/selection.h"
#include "model/instant.h"
#include "notify/message.h"
#include "notify/send.h"
#include "store/store.h"

namespace tenon {

/// A webhook, and what it wants to hear.
struct Subscription {
  Webhook webhook;
  std::vector<std::string> events = {};   ///< `drift.opened` ...; empty: all
  std::vector<LabelCondition> only = {};  ///< the targets that it hears of; empty: all
};

/// The labels of each target.
using TargetLabels = std::map<std::string, std::map<std::string, std::string>>;

/// Returns what a sweep tells: a message for each group of transitions, and the digest of the sweep.
std::vector<Message> messages_of(const SweepLook& look, const SweepSummary& summary);

/// Returns what a subscription hears of a message: without the targets that it does not want to hear of;
/// nullopt if nothing is left.
std::optional<Message> heard_by(const Subscription& subscription, Message message,
                                const TargetLabels& labels);

/// Returns the messages for every subscription, ready for the outbox.
std::vector<NewDelivery> deliveries_of(const std::vector<Message>& messages,
                                       const std::vector<Subscription>& subscriptions,
                                       const TargetLabels& labels, const std::string& store);

/// What sending the outbox came to.
struct Outbox {
  std::size_t sent = 0;
  std::size_t waiting = 0;  ///< failed, and tried again later
  std::size_t given_up = 0;
  std::vector<std::string> failures;  ///< one sentence a message that failed
  std::set<std::int64_t> tried = {};  ///< numbers of the messages that were taken
};

/// Sends what is due and leaves the rest for the next time: each message is taken from the store for a while,
/// so that two processes do not send it twice. Messages for a webhook that is not configured stay until their
/// attempts are used up. `now` is the clock.
Outbox send_due(Store& store, const std::vector<Subscription>& subscriptions,
                const std::function<Instant()>& now, const std::stop_token& stop = {});

}  // namespace tenon
