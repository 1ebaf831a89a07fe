// The small parts that pages are made of: links, times, squares and tags, as HTML.

#include "service/pages/parts.h"

#include "audit/phrase.h"
#include "model/redaction.h"
#include "render/report/html_entry.h"
#include "render/report/markup.h"

namespace tenon {

std::string element(std::string_view name, std::string_view classes, const std::string& html) {
  const std::string attribute = classes.empty() ? "" : " class=\"" + std::string(classes) + "\"";
  return "<" + std::string(name) + attribute + ">" + html + "</" + std::string(name) + ">\n";
}

std::string link(const std::string& address, const std::string& html) {
  return "<a href=\"" + xml_text(address) + "\">" + html + "</a>";
}

std::string path_part(std::string_view text) { return percent_encoded(text); }

std::string target_path(const std::string& target) { return "/targets/" + path_part(target); }

std::string group_path(const std::string& fingerprint) { return "/drifts/" + path_part(fingerprint); }

std::string audit_path(std::int64_t audit) { return "/audits/" + std::to_string(audit); }

std::string address(const std::string& path, const std::vector<std::pair<std::string, std::string>>& query) {
  std::string text = path;
  char separator = '?';
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    text += separator + name + "=" + path_part(value);
    separator = '&';
  }
  return text;
}

std::string time_html(Instant at) {
  const std::string text = rfc3339(std::chrono::floor<std::chrono::seconds>(at));
  constexpr std::size_t kDate = 10;
  constexpr std::size_t kMinutes = 5;
  return "<time datetime=\"" + text + "\">" + text.substr(0, kDate) + " " + text.substr(kDate + 1, kMinutes) +
         " UTC</time>";
}

std::string time_and_age_html(Instant at, Instant now) {
  return time_html(at) + (at <= now ? ", " + age_text(now - at) + " ago" : ", in " + age_text(at - now));
}

std::string time_or_html(const std::optional<Instant>& at, const std::string& otherwise) {
  return at ? time_html(*at) : xml_text(otherwise);
}

std::string_view condition_text(TargetCondition condition) {
  switch (condition) {
    case TargetCondition::kNotAudited:
      return "not audited";
    case TargetCondition::kDrift:
      return "drift";
    case TargetCondition::kAcknowledged:
      return "acknowledged";
    case TargetCondition::kInSync:
      return "in sync";
  }
  return "";
}

std::string_view condition_sign(TargetCondition condition) {
  switch (condition) {
    case TargetCondition::kNotAudited:
      return "?";
    case TargetCondition::kDrift:
      return "\u2260";
    case TargetCondition::kAcknowledged:
      return "~";
    case TargetCondition::kInSync:
      return "=";
  }
  return "";
}

std::string_view condition_class(TargetCondition condition) {
  switch (condition) {
    case TargetCondition::kNotAudited:
      return "t-missing";
    case TargetCondition::kDrift:
      return "t-change";
    case TargetCondition::kAcknowledged:
      return "t-note";
    case TargetCondition::kInSync:
      return "t-good";
  }
  return "";
}

namespace {

TargetCondition condition_like(AuditOutcome outcome) {
  return outcome == AuditOutcome::kInSync         ? TargetCondition::kInSync
         : outcome == AuditOutcome::kDrift        ? TargetCondition::kDrift
         : outcome == AuditOutcome::kAcknowledged ? TargetCondition::kAcknowledged
                                                  : TargetCondition::kNotAudited;
}

}  // namespace

std::string_view outcome_text(AuditOutcome outcome) {
  return outcome == AuditOutcome::kMissed ? "missed" : condition_text(condition_like(outcome));
}

std::string_view outcome_sign(AuditOutcome outcome) {
  return outcome == AuditOutcome::kMissed ? "\u2013" : condition_sign(condition_like(outcome));
}

std::string_view outcome_class(AuditOutcome outcome) { return condition_class(condition_like(outcome)); }

std::string tag_html(std::string_view tone, std::string_view text) {
  return "<span class=\"tag " + std::string(tone) + "\">" + xml_text(text) + "</span>";
}

std::string condition_tag(TargetCondition condition) {
  return tag_html(condition_class(condition),
                  std::string(condition_sign(condition)) + " " + std::string(condition_text(condition)));
}

std::string outcome_tag(AuditOutcome outcome) {
  return tag_html(outcome_class(outcome),
                  std::string(outcome_sign(outcome)) + " " + std::string(outcome_text(outcome)));
}

std::string squares_html(const std::vector<TargetMark>& marks, std::size_t more, const std::string& all) {
  constexpr std::size_t kNamed = 6;  // so few are called by their names
  if (marks.empty() && more == 0) return "";
  const bool is_named = marks.size() + more <= kNamed;
  std::string text = is_named ? "<ul class=\"squares named\">" : "<ul class=\"squares\">";
  for (const TargetMark& mark : marks) {
    const std::string name = xml_text(mark.name + ": " + std::string(condition_text(mark.condition)));
    text += "<li><a class=\"" + std::string(condition_class(mark.condition)) + "\" href=\"" +
            target_path(mark.name) + "\" title=\"" + name +
            (is_named ? "\">" : "\" aria-label=\"" + name + "\">") +
            std::string(condition_sign(mark.condition)) + (is_named ? " " + xml_text(mark.name) : "") +
            "</a></li>\n";
  }
  if (more > 0) text += "<li class=\"more\">" + link(all, "and " + std::to_string(more) + " more") + "</li>";
  return text + "</ul>\n";
}

std::string labels_html(const std::map<std::string, std::string>& labels) {
  std::string text;
  for (const auto& [key, value] : labels)
    text += (text.empty() ? "" : " ") +
            link(address("/", {{"label", key + "=" + value}}), html_code(key + "=" + value));
  return text;
}

std::string section_html(const std::string& id, const std::string& title, const std::string& html) {
  return "<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">" + xml_text(title) + "</h2>\n" +
         html + "</section>\n";
}

}  // namespace tenon
