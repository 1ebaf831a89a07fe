// What is told of a sweep, as a value and in the forms in which it is sent.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/history.h"
#include "audit/result.h"
#include "audit/summary.h"
#include "model/instant.h"

namespace tenon {

/// The form of a message's body.
enum class MessageFormat {
  kStandard,     ///< JSON, as the Standard Webhooks specification has it: type, timestamp, data
  kSlack,        ///< JSON with `text` and `blocks`, for an incoming webhook of Slack
  kTeams,        ///< JSON with an adaptive card, for a workflow of Microsoft Teams
  kGithubIssue,  ///< JSON for issue_told(), which keeps an issue of GitHub as it says
  kText,         ///< plain text: a subject, an empty line, what there is to say
};

/// Returns the format of a word: `standard`, `slack`, `teams`, `github-issue`, `text`. Throws
/// Error(kConfiguration) for any other.
MessageFormat message_format(std::string_view word);
/// Returns the value of Content-Type.
std::string_view content_type(MessageFormat format);

/// One message: a transition of one group of targets, the digest of a sweep, or a test.
struct Message {
  std::string kind;  ///< `drift.opened` ... `sweep.finished`, `test`
  Instant at{};
  std::int64_t sweep = 0;
  GroupTransition group = {};                ///< of a transition
  std::vector<std::string> phrases = {};     ///< what the findings say, the gravest first
  std::vector<StoredFinding> findings = {};  ///< of one of the targets
  std::string digest = {};                   ///< of a sweep: its summary as text

  friend bool operator==(const Message&, const Message&) = default;
};

/// Returns an id that is the same whenever the same is told over the same channel of the same store:
/// `msg_` and 27 hex digits.
std::string message_id(const Message& message, std::string_view channel, std::string_view store);

/// Returns one line: `drift opened on 12 targets (tenant-001..012): fk_orders_user lost ON DELETE CASCADE`.
std::string subject_of(const Message& message);

/// Returns the body of a message. Texts of databases are escaped as the form wants it, long lists are cut,
/// and what was cut is counted; a body stays below 64 KiB.
std::string body_of(const Message& message, MessageFormat format);

}  // namespace tenon
