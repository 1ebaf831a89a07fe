// Writes issues and comments.

#include "notify/issue_text.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "model/digest.h"
#include "model/error.h"

namespace tenon {

namespace {

using IssueJson = nlohmann::json;

constexpr std::size_t kShownTargets = 200;
constexpr std::string_view kTargetsBegin = "<!-- tenon:targets -->";
constexpr std::string_view kTargetsEnd = "<!-- /tenon:targets -->";

std::string member_text(const IssueJson& json, const char* key) {
  const auto at = json.find(key);
  return at != json.end() && at->is_string() ? at->get<std::string>() : "";
}

std::vector<std::string> member_texts(const IssueJson& json, const char* key) {
  std::vector<std::string> all;
  if (const auto at = json.find(key); at != json.end() && at->is_array())
    for (const IssueJson& one : *at)
      if (one.is_string()) all.push_back(one.get<std::string>());
  return all;
}

std::size_t longest_run(const std::string& text, char wanted) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == wanted ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

/// Returns lines as a block of code, in which neither Markdown nor the name of a person means anything. Its
/// fence is longer than any in the text.
std::string code_block(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  const std::string fence(std::max<std::size_t>(3, longest_run(text, '`') + 1), '`');
  return fence + "text\n" + text + fence + "\n";
}

std::string message_mark(const IssueMessage& message) { return "<!-- tenon:" + message.id + " -->"; }

std::string targets_text(const std::vector<std::string>& targets) {
  std::vector<std::string> shown(targets.begin(), targets.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                                        targets.size(), kShownTargets)));
  if (targets.size() > kShownTargets)
    shown.push_back("and " + std::to_string(targets.size() - kShownTargets) + " more");
  return std::string(kTargetsBegin) + "\nTargets (" + std::to_string(targets.size()) + "):\n\n" +
         code_block(shown) + std::string(kTargetsEnd);
}

}  // namespace

IssueMessage issue_message(std::string_view id, std::string_view body) {
  const IssueJson json = IssueJson::parse(body, nullptr, false);
  if (!json.is_object())
    throw Error(Fault::kRefused, Reason::kParse,
                "the message was written for another format; messages that come from now on are told");
  return {.id = std::string(id),
          .kind = member_text(json, "kind"),
          .at = member_text(json, "at"),
          .fingerprint = member_text(json, "fingerprint"),
          .former_fingerprint = member_text(json, "former_fingerprint"),
          .reason = member_text(json, "reason"),
          .title = member_text(json, "title"),
          .subject = member_text(json, "subject"),
          .lines = member_texts(json, "lines"),
          .targets = member_texts(json, "targets")};
}

std::string issue_word(const std::string& webhook, const std::string& key) {
  constexpr std::size_t kPrefix = 7;  // "sha256:"
  return "tenon-" + sha256(webhook + '\n' + key).substr(kPrefix, 32);
}

bool is_issue_of(const std::string& body, const std::string& word) {
  return body.starts_with("<!-- " + word + " -->");
}

std::string issue_body(const IssueMessage& message, const std::string& word,
                       const std::vector<std::string>& targets) {
  std::string text = "<!-- " + word + " -->\n" + message_mark(message) + "\n" +
                     code_block(message.lines.empty() ? std::vector{message.subject} : message.lines) + "\n" +
                     targets_text(targets) + "\n";
  if (!message.fingerprint.empty())
    text += "\nFingerprint `" + message.fingerprint +
            "`. tenon closes this issue when no target has the drift any more.\n";
  return text;
}

std::string with_targets(const std::string& body, const std::vector<std::string>& targets) {
  const auto begin = body.rfind(kTargetsBegin);
  const auto end = begin == std::string::npos ? begin : body.find(kTargetsEnd, begin);
  if (end == std::string::npos) return body + "\n" + targets_text(targets) + "\n";
  return body.substr(0, begin) + targets_text(targets) + body.substr(end + kTargetsEnd.size());
}

std::string issue_comment(const IssueMessage& message, const std::string& sentence) {
  std::string text = sentence + "\n\n" + code_block({message.subject});
  if (message.lines.size() > 1) text += "\n" + code_block(message.lines);
  return text + "\n" + message_mark(message) + "\n";
}

bool is_made_of(const std::string& text, const IssueMessage& message) {
  return text.find(message_mark(message)) != std::string::npos;
}

}  // namespace tenon
