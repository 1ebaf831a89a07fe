// The history of one target for people and for programs.

#include "audit/history_report.h"

#include "audit/fingerprint.h"
#include "audit/phrase.h"
#include "audit/values_json.h"
#include "model/pluralize.h"

namespace tenon {

namespace {

using OrderedJson = nlohmann::ordered_json;

std::string column(const std::string& text, std::size_t width) {
  return text + std::string(text.size() < width ? width - text.size() + 2 : 2, ' ');
}

std::string state_line(const TargetState& state) {
  std::string text = state.target + "  ";
  if (state.gone_since) return text + "no longer there since " + rfc3339(*state.gone_since) + "\n";
  if (!state.last_known) return text + "never read by an audit that could tell\n";
  text += state.open ? "drift " + shown_fingerprint(state.fingerprint) : std::string("no drift");
  text += " when last read, " + rfc3339(*state.last_known);
  if (state.failures > 0)
    text += "; not audited since: " + reason_in_words(state.failing_reason) + " (" +
            pluralize(static_cast<std::size_t>(state.failures), "result") + ")";
  return text + "\n";
}

std::string entry_line(const HistoryEntry& entry) {
  constexpr std::size_t kNumber = 7;
  constexpr std::size_t kTime = 20;
  constexpr std::size_t kOutcome = 12;
  const AuditResult& result = entry.result;
  std::string text = "  " + column("audit:" + std::to_string(entry.audit), kNumber + 2) +
                     column(rfc3339(result.started).substr(0, 19) + "Z", kTime) +
                     column(std::string(to_string(result.outcome)), kOutcome);
  if (!result.fingerprint.empty()) text += shown_fingerprint(result.fingerprint);
  if (result.acknowledged > 0)
    text += (result.fingerprint.empty() ? "" : "  ") +
            pluralize(static_cast<std::size_t>(result.acknowledged), "finding") + " acknowledged";
  if (result.error) text += result.error->reason + ": " + result.error->message;
  while (text.ends_with(' ')) text.pop_back();
  return text + "\n";
}

std::string episode_line(const Episode& episode) {
  std::string text =
      "  " + shown_fingerprint(episode.first_fingerprint) + "  came " + window_text(episode.opened);
  if (episode.fingerprint != episode.first_fingerprint)
    text += "; became " + shown_fingerprint(episode.fingerprint) +
            (episode.changed ? " " + window_text(*episode.changed) : "");
  if (!episode.closed) return text + "; open\n";
  const std::string how = episode.is_acknowledged ? "; acknowledged "
                          : episode.is_gone       ? "; the target is no longer there: it went "
                                                  : "; gone ";
  return text + how + window_text(*episode.closed) + "\n";
}

OrderedJson entry_json(const HistoryEntry& entry) {
  const AuditResult& result = entry.result;
  OrderedJson json = {{"audit", entry.audit},
                      {"outcome", to_string(result.outcome)},
                      {"started", rfc3339(result.started)},
                      {"finished", rfc3339(result.finished)}};
  if (result.read_at) json["read"] = rfc3339(*result.read_at);
  if (!result.fingerprint.empty()) json["fingerprint"] = result.fingerprint;
  if (!result.full_fingerprint.empty()) json["full_fingerprint"] = result.full_fingerprint;
  json["acknowledged"] = result.acknowledged;
  if (result.error) json["error"] = {{"reason", result.error->reason}, {"message", result.error->message}};
  json["server_version"] = result.server_version;
  json["attempts"] = result.attempts;
  if (!result.snapshot_digest.empty()) json["snapshot"] = result.snapshot_digest;
  return json;
}

}  // namespace

std::string window_text(const Window& window) {
  if (!window.from) return "before " + rfc3339(window.to);
  return "between " + rfc3339(*window.from) + " and " + rfc3339(window.to);
}

std::string history_text(const TargetHistory& history) {
  std::string text = state_line(history.state);
  text += "\nepisodes of drift, newest first\n";
  if (history.episodes.empty()) text += "  none\n";
  for (const Episode& episode : history.episodes) text += episode_line(episode);
  text += "\naudits, newest first\n";
  for (const HistoryEntry& entry : history.entries) text += entry_line(entry);
  return text;
}

std::string history_json(const TargetHistory& history) {
  OrderedJson json = {{"schema_version", 1},
                      {"tool", {{"name", "tenon"}, {"version", TENON_VERSION}}},
                      {"target", history.state.target}};
  json["outcome"] =
      history.state.outcome ? OrderedJson(to_string(*history.state.outcome)) : OrderedJson(nullptr);
  json["last_known"] =
      history.state.last_known ? OrderedJson(rfc3339(*history.state.last_known)) : OrderedJson(nullptr);
  if (history.state.gone_since) json["gone_since"] = rfc3339(*history.state.gone_since);
  json["episodes"] = OrderedJson::array();
  for (const Episode& episode : history.episodes) json["episodes"].push_back(json_of(episode));
  json["audits"] = OrderedJson::array();
  for (const HistoryEntry& entry : history.entries) json["audits"].push_back(entry_json(entry));
  return report_text_of(json);
}

}  // namespace tenon
