// Writes messages: a subject, and bodies for the Standard Webhooks, Slack, Teams and plain text.

#include "notify/message.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/fingerprint.h"
#include "audit/phrase.h"
#include "model/digest.h"
#include "model/error.h"
#include "model/visible.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kTargets = 100;
constexpr std::size_t kFindings = 50;
constexpr std::size_t kPhrases = 10;
constexpr std::size_t kPhraseBytes = 500;
constexpr std::size_t kTextBytes = 2800;  ///< Slack takes 3,000 characters a block

std::string_view words_of(std::string_view kind) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"drift.opened", "drift opened"},
      {"drift.changed", "drift changed"},
      {"drift.closed", "drift closed"},
      {"audit.failed", "could not be audited"},
      {"audit.stale", "not audited for long"},
      {"target.gone", "no longer there"},
      {"ack.expiring", "an acknowledgement is about to end"},
      {"ack.expired", "an acknowledgement has ended"},
      {"sweep.finished", "audit finished"},
      {"test", "test message"},
  };
  for (const auto& [name, words] : kWords)
    if (name == kind) return words;
  return kind;
}

/// Cuts a text to so many bytes, never within a character, and says so.
std::string cut(const std::string& text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  std::size_t end = bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

std::vector<std::string> names_of(const GroupTransition& group) {
  std::vector<std::string> names;
  for (const TargetTransition& member : group.members)
    if (!member.target.empty()) names.push_back(visible(member.target));
  return names;
}

std::string reason_text(const GroupTransition& group) {
  const std::string& said = group.members.empty() ? group.reason : group.members.front().message;
  return visible(said.empty() ? group.reason : said);
}

/// Returns what there is to say besides the kind and the targets.
std::vector<std::string> details(const Message& message) {
  std::vector<std::string> lines;
  for (const std::string& phrase : message.phrases) {
    if (lines.size() == kPhrases) break;
    lines.push_back(cut(visible(phrase), kPhraseBytes));
  }
  if (message.phrases.size() > kPhrases)
    lines.push_back("and " + std::to_string(message.phrases.size() - kPhrases) + " more");
  if (lines.empty())
    if (const std::string reason = reason_text(message.group); !reason.empty())
      lines.push_back(cut(reason, kPhraseBytes));
  return lines;
}

Json instant_json(const std::optional<Instant>& at) { return at ? Json(rfc3339(*at)) : Json(); }

Json window_json(const std::optional<Window>& window) {
  if (!window) return {};
  return {{"from", instant_json(window->from)}, {"to", rfc3339(window->to)}};
}

Json targets_json(const GroupTransition& group) {
  Json all = Json::array();
  for (const TargetTransition& member : group.members) {
    if (member.target.empty()) continue;
    if (all.size() == kTargets) break;
    Json one{{"name", member.target}};
    if (member.window) one["window"] = window_json(member.window);
    if (member.since) one["since"] = rfc3339(*member.since);
    all.push_back(std::move(one));
  }
  return all;
}

Json findings_json(const std::vector<StoredFinding>& findings) {
  Json all = Json::array();
  for (const StoredFinding& finding : findings) {
    if (all.size() == kFindings) break;
    all.push_back({{"op", finding.op}, {"kind", finding.kind}, {"key", cut(finding.key, 500)}});
  }
  return all;
}

Json data_json(const Message& message) {
  Json data{{"sweep", message.sweep}, {"subject", subject_of(message)}};
  if (!message.digest.empty()) data["summary"] = cut(message.digest, 20000);
  const GroupTransition& group = message.group;
  if (!group.fingerprint.empty()) data["fingerprint"] = shown_fingerprint(group.fingerprint);
  if (!group.former_fingerprint.empty())
    data["former_fingerprint"] = shown_fingerprint(group.former_fingerprint);
  if (!group.reason.empty()) data["reason"] = group.reason;
  if (!group.members.empty()) {
    const TargetTransition& first = group.members.front();
    if (!first.message.empty()) data["message"] = cut(first.message, 2000);
    if (group.ack_id) data["acknowledgement"] = *group.ack_id;
    data["target_count"] = names_of(group).size();
    data["targets"] = targets_json(group);
  }
  if (!message.findings.empty()) {
    data["finding_count"] = message.findings.size();
    data["findings"] = findings_json(message.findings);
  }
  return data;
}

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Escapes what Slack's markup gives a meaning to (its documentation: formatting text, escaping).
std::string slack_text(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '&')
      escaped += "&amp;";
    else if (c == '<')
      escaped += "&lt;";
    else if (c == '>')
      escaped += "&gt;";
    else
      escaped += c;
  }
  return escaped;
}

Json slack_section(const std::string& type, const std::string& text) {
  return {{"type", "section"}, {"text", {{"type", type}, {"text", cut(text, kTextBytes)}}}};
}

std::string slack_body(const Message& message) {
  const std::string subject = subject_of(message);
  Json blocks = Json::array();
  blocks.push_back(slack_section("mrkdwn", "*tenon: " + slack_text(subject) + "*"));
  std::string lines;
  for (const std::string& line : details(message)) lines += "• " + slack_text(line) + "\n";
  if (!message.digest.empty()) lines = "```" + slack_text(cut(message.digest, kTextBytes - 300)) + "```";
  if (!lines.empty()) blocks.push_back(slack_section("mrkdwn", lines));
  if (const std::vector<std::string> names = names_of(message.group); !names.empty())
    blocks.push_back(slack_section("plain_text", "on " + short_list(names)));
  return dumped({{"text", slack_text(cut("tenon: " + subject, kTextBytes))}, {"blocks", std::move(blocks)}});
}

Json card_text(const std::string& text) {
  return {{"type", "TextBlock"}, {"text", cut(text, kTextBytes)}, {"wrap", true}};
}

/// Escapes what the Markdown of a card gives a meaning to (Adaptive Cards: text features).
std::string card_escaped(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>#~|").find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

/// Writes the message that a workflow of Teams posts as a card ("When a Teams webhook request is received").
std::string teams_body(const Message& message) {
  Json parts = Json::array();
  Json title = card_text(card_escaped("tenon: " + subject_of(message)));
  title["weight"] = "Bolder";
  parts.push_back(std::move(title));
  for (const std::string& line : details(message)) parts.push_back(card_text("- " + card_escaped(line)));
  if (!message.digest.empty()) {
    Json digest = card_text(card_escaped(cut(message.digest, kTextBytes - 300)));
    digest["fontType"] = "Monospace";
    parts.push_back(std::move(digest));
  }
  if (const std::vector<std::string> names = names_of(message.group); !names.empty())
    parts.push_back(card_text("on " + card_escaped(short_list(names))));
  const Json card{{"$schema", "http://adaptivecards.io/schemas/adaptive-card.json"},
                  {"type", "AdaptiveCard"},
                  {"version", "1.4"},
                  {"body", std::move(parts)}};
  const Json attachment{{"contentType", "application/vnd.microsoft.card.adaptive"}, {"content", card}};
  return dumped({{"type", "message"}, {"attachments", Json::array({attachment})}});
}

/// Returns what issue_told() takes. Which targets have a drift is asked when it is told, and not kept here.
std::string issue_delivery(const Message& message) {
  const std::vector<std::string> lines = details(message);
  std::string title = lines.empty() ? std::string(words_of(message.kind)) : lines.front();
  if (lines.size() > 1) title += " and more";
  return dumped({{"kind", message.kind},
                 {"at", rfc3339(message.at)},
                 {"fingerprint", message.group.fingerprint},
                 {"former_fingerprint", message.group.former_fingerprint},
                 {"reason", message.group.reason},
                 {"title", cut("tenon: " + title, 200)},
                 {"subject", subject_of(message)},
                 {"lines", lines},
                 {"targets", names_of(message.group)}});
}

std::string text_body(const Message& message) {
  std::string text = "tenon: " + subject_of(message) + "\n\n";
  for (const std::string& line : details(message)) text += line + "\n";
  if (!message.digest.empty()) text += cut(message.digest, 50000);
  if (const std::vector<std::string> names = names_of(message.group); !names.empty()) {
    text += "\nTargets:\n";
    for (std::size_t i = 0; i < std::min(kTargets, names.size()); ++i) text += "  " + names[i] + "\n";
    if (names.size() > kTargets) text += "  and " + std::to_string(names.size() - kTargets) + " more\n";
  }
  if (!message.group.fingerprint.empty())
    text += "\nFingerprint " + shown_fingerprint(message.group.fingerprint) + "\n";
  return text + "\nTold at " + rfc3339(message.at) + "\n";
}

}  // namespace

MessageFormat message_format(std::string_view word) {
  if (word == "standard") return MessageFormat::kStandard;
  if (word == "slack") return MessageFormat::kSlack;
  if (word == "teams") return MessageFormat::kTeams;
  if (word == "github-issue") return MessageFormat::kGithubIssue;
  if (word == "text") return MessageFormat::kText;
  throw Error(Fault::kConfiguration, "there is no message format \"" + std::string(word) +
                                         "\"; known are standard, slack, teams, github-issue and text");
}

std::string_view content_type(MessageFormat format) {
  return format == MessageFormat::kText ? "text/plain; charset=utf-8" : "application/json";
}

std::string message_id(const Message& message, std::string_view channel, std::string_view store) {
  std::string all(message.kind);
  const GroupTransition& group = message.group;
  for (const std::string& part :
       {std::string(channel), std::string(store), std::to_string(message.sweep), group.fingerprint,
        group.former_fingerprint, group.reason, std::to_string(group.ack_id.value_or(0))})
    all += '\0' + part;
  if (message.sweep == 0) all += '\0' + rfc3339(message.at);
  constexpr std::size_t kPrefix = 7;  // "sha256:"
  return "msg_" + sha256(all).substr(kPrefix, 27);
}

std::string subject_of(const Message& message) {
  std::string subject(words_of(message.kind));
  const std::vector<std::string> names = names_of(message.group);
  if (names.size() == 1) subject += " on " + names.front();
  if (names.size() > 1)
    subject += " on " + std::to_string(names.size()) + " targets (" + short_list(names) + ")";
  const std::vector<std::string> lines = details(message);
  if (!lines.empty()) subject += ": " + lines.front();
  if (lines.size() > 1) subject += " and more";
  return cut(subject, 300);
}

std::string body_of(const Message& message, MessageFormat format) {
  switch (format) {
    case MessageFormat::kSlack:
      return slack_body(message);
    case MessageFormat::kTeams:
      return teams_body(message);
    case MessageFormat::kGithubIssue:
      return issue_delivery(message);
    case MessageFormat::kText:
      return text_body(message);
    case MessageFormat::kStandard:
      break;
  }
  return dumped({{"type", message.kind}, {"timestamp", rfc3339(message.at)}, {"data", data_json(message)}});
}

}  // namespace tenon
