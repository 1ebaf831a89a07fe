// Keeps one issue of GitHub for each drift: what the outbox holds in, calls of its API out.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "notify/send.h"

namespace tenon {

/// What is remembered of issues between messages, by all processes that tell of one store. A key is the
/// fingerprint of a drift, or what else an issue is about.
class IssueMemory {
 public:
  IssueMemory() = default;
  virtual ~IssueMemory() = default;
  IssueMemory(const IssueMemory&) = delete;
  IssueMemory& operator=(const IssueMemory&) = delete;

  /// Takes the issue of a key for this process, for longer than a message may take; false: another has it.
  virtual bool take(const std::string& key) = 0;
  virtual void give_back(const std::string& key) = 0;
  virtual std::optional<std::int64_t> number(const std::string& key) = 0;
  /// nullopt: there is none any more.
  virtual void remember(const std::string& key, std::optional<std::int64_t> number) = 0;
  /// Returns the targets that have a drift now, and of which the webhook hears.
  virtual std::vector<std::string> targets_of(const std::string& fingerprint) = 0;
};

/// Brings the issues of a message into the state that they should have now, whatever the message says that
/// happened then: one that is told late, or twice, opens nothing that is over, and says nothing twice. An
/// issue is known by its remembered number and by the first line of its body, and is looked for before one is
/// opened. `body` is what body_of() made for kGithubIssue. It never throws: what fails is in the result.
SendResult issue_told(const Webhook& webhook, std::string_view id, std::string_view body, Instant now,
                      IssueMemory& memory);

}  // namespace tenon
