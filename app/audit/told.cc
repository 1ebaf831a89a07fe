// Sends messages, and lets issues be remembered in the store.

#include "app/audit/told.h"

#include <unistd.h>

#include <atomic>

#include "model/error.h"
#include "notify/issue.h"
#include "store/issue_book.h"

namespace tenon {

namespace {

/// Longer than the minute that a message may take.
constexpr std::chrono::minutes kTakenFor(3);

/// Returns a name that no other message being sent has, in this process or another one.
std::string owner_of_message(const NewDelivery& message) {
  static std::atomic<std::uint64_t> count = 0;
  return std::to_string(getpid()) + ":" + std::to_string(++count) + ":" + message.message_id;
}

class StoredIssues : public IssueMemory {
 public:
  StoredIssues(Store& store, const Subscription& subscription, std::string owner)
      : book_(store), subscription_(subscription), owner_(std::move(owner)) {}

  bool take(const std::string& key) override { return book_.take(in_channel(key), owner_, kTakenFor); }
  void give_back(const std::string& key) override { book_.give_back(in_channel(key), owner_); }
  std::optional<std::int64_t> number(const std::string& key) override {
    return book_.number(in_channel(key));
  }
  void remember(const std::string& key, std::optional<std::int64_t> number) override {
    book_.remember(in_channel(key), number);
  }
  std::vector<std::string> targets_of(const std::string& fingerprint) override {
    std::vector<std::string> names;
    for (const DriftedTarget& target : book_.targets_of(fingerprint))
      if (is_selected(subscription_.only, target.labels)) names.push_back(target.name);
    return names;
  }

 private:
  IssueKey in_channel(const std::string& key) const { return {subscription_.webhook.name, key}; }

  IssueBook book_;
  const Subscription& subscription_;
  std::string owner_;
};

/// For a test, of which nothing is remembered but its own issue while it goes on.
class NothingRemembered : public IssueMemory {
 public:
  bool take(const std::string&) override { return true; }
  void give_back(const std::string&) override {}
  std::optional<std::int64_t> number(const std::string&) override { return number_; }
  void remember(const std::string&, std::optional<std::int64_t> number) override { number_ = number; }
  std::vector<std::string> targets_of(const std::string&) override { return {}; }

 private:
  std::optional<std::int64_t> number_;
};

}  // namespace

SendResult told(const Subscription& subscription, const NewDelivery& message, Instant now, Store* store) {
  const Webhook& webhook = subscription.webhook;
  if (webhook.format != MessageFormat::kGithubIssue)
    return sent(webhook, message.message_id, message.body, now);
  if (store) {
    StoredIssues memory(*store, subscription, owner_of_message(message));
    return issue_told(webhook, message.message_id, message.body, now, memory);
  }
  NothingRemembered memory;
  return issue_told(webhook, message.message_id, message.body, now, memory);
}

}  // namespace tenon
