// What became of messages, for `tenon notify`: the outbox sent, listed, or a webhook tried.

#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/audit/notifications.h"
#include "model/instant.h"
#include "store/store.h"

namespace tenon {

/// One message, and what became of it.
struct OutboxEntry {
  std::string webhook;
  std::string kind;  ///< `drift.opened` ... `test`
  std::string message_id;
  std::string state;  ///< `sent`, `waiting`, `given_up`, `failed` (a test)
  std::int64_t attempts = 0;
  std::optional<Instant> created = {};
  std::optional<Instant> due = {};  ///< of one that waits: when it is tried again
  std::string error = {};           ///< of the last attempt; without secrets

  friend bool operator==(const OutboxEntry&, const OutboxEntry&) = default;
};

struct OutboxReport {
  std::vector<OutboxEntry> entries;
  std::vector<std::string> faults;  ///< webhooks that cannot be used
  bool is_list = false;             ///< nothing was sent: the outbox was asked for
};

/// Returns 1 if a message could not be sent or a webhook cannot be used; else, and of a list, 0.
int exit_code(const OutboxReport& report);

/// Returns the newest messages of a store, at most `limit`, newest first.
OutboxReport outbox_of(Store& store, std::int64_t limit);

/// Returns what became of the messages that were tried, and those that wait still, newest first.
OutboxReport outbox_after(Store& store, const Outbox& outbox);

/// Sends a test message over each webhook, past the store.
OutboxReport tried(const std::vector<Subscription>& subscriptions, Instant now);

/// Returns the report for people, a line a message, and for programs (the published schema `notify`). Both
/// end in a newline.
std::string outbox_text(const OutboxReport& report);
std::string outbox_json(const OutboxReport& report);

}  // namespace tenon
