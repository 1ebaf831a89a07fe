// What stands in issues and their comments, as Markdown in which no name of a database means anything.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// What a message says of an issue; see body_of() for kGithubIssue.
struct IssueMessage {
  std::string id;
  std::string kind;
  std::string at;
  std::string fingerprint;
  std::string former_fingerprint;
  std::string reason;
  std::string title;
  std::string subject;
  std::vector<std::string> lines;
  std::vector<std::string> targets;
};

/// Reads a message from the outbox. Throws Error(kRefused) for what is none.
IssueMessage issue_message(std::string_view id, std::string_view body);

/// Returns the word by which the issue of a key is found again: `tenon-` and 32 hex digits.
std::string issue_word(const std::string& webhook, const std::string& key);
/// Whether a body begins with the line that holds this word. A line further down is somebody's quotation.
bool is_issue_of(const std::string& body, const std::string& word);

/// Returns the body of a new issue.
std::string issue_body(const IssueMessage& message, const std::string& word,
                       const std::vector<std::string>& targets);
/// Returns a body whose list of targets is another one; what people wrote around it stays.
std::string with_targets(const std::string& body, const std::vector<std::string>& targets);

/// Returns a comment, whose last line holds the id of the message.
std::string issue_comment(const IssueMessage& message, const std::string& sentence);
/// Whether a comment, or an issue, was made of a message.
bool is_made_of(const std::string& text, const IssueMessage& message);

}  // namespace tenon
