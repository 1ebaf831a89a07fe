// The page of a target: its nights, its episodes, the size of its schema, and a button to audit it now.

#include <map>

#include "audit/fingerprint.h"
#include "audit/history_report.h"
#include "audit/phrase.h"
#include "model/pluralize.h"
#include "render/report/html_entry.h"
#include "render/report/markup.h"
#include "service/pages/charts.h"
#include "service/pages/pages.h"
#include "service/pages/parts.h"

namespace tenon {

namespace {

constexpr std::size_t kMonth = 7;  ///< of 2026-11-20

std::string fact(const std::string& name, const std::string& html) {
  return html.empty() ? "" : "<dt>" + name + "</dt><dd>" + html + "</dd>\n";
}

std::string schedule_text(const TargetView& view) {
  if (!view.is_configured) return "no longer in the configuration: this is history";
  if (view.schedule.cron.empty()) return "none";
  return html_code(view.schedule.cron) + " " + xml_text(view.schedule.time_zone);
}

std::string facts_html(const TargetView& view) {
  const TargetState& state = view.row.state;
  std::string text =
      "<dl class=\"from\">\n" + fact("State", condition_tag(view.condition)) +
      fact("Last known", state.last_known ? time_and_age_html(*state.last_known, view.now) : "never") +
      fact("Server", xml_text(view.row.server)) +
      fact("Read from", view.row.url_ref.empty() ? "" : html_code(view.row.url_ref)) +
      fact("Comes from", xml_text(view.origin)) + fact("Cannot be used", xml_text(view.fault)) +
      fact("Labels", labels_html(view.row.labels)) + fact("Schedule", schedule_text(view));
  if (view.schedule.next_run) text += fact("Next run", time_and_age_html(*view.schedule.next_run, view.now));
  if (!state.fingerprint.empty())
    text +=
        fact("Drift", link(group_path(state.fingerprint), html_code(shown_fingerprint(state.fingerprint))));
  return text + "</dl>\n";
}

std::string actions_html(const TargetView& view, const PageFrame& frame) {
  std::string text;
  if (frame.rights.can_audit && view.is_configured)
    text += post_form_html(frame, target_path(view.name) + "/audits", "", "Audit now", "inline");
  if (view.row.audit > 0)
    text += "<a class=\"button\" href=\"" + audit_path(view.row.audit) +
            "\">Last report</a> <a class=\"button\" href=\"" + audit_path(view.row.audit) +
            "/graph\">Graph</a>\n";
  return text.empty() ? "" : "<div class=\"actions\">" + text + "</div>\n";
}

std::string error_html(const TargetView& view) {
  if (!view.row.error) return "";
  return "<div class=\"entry t-missing\"><p><span class=\"tag\">" + xml_text(view.row.error->reason) +
         "</span> " + xml_text(view.row.error->message) + "</p>\n<p class=\"place\">" +
         xml_text(pluralize(static_cast<std::size_t>(view.row.state.failures), "result")) +
         " in a row could not tell" +
         (view.row.state.failing_since ? ", since " + time_html(*view.row.state.failing_since) : "") +
         ".</p></div>\n";
}

std::string night_text(const NightRow& night) {
  std::string text = rfc3339(std::chrono::floor<std::chrono::minutes>(night.finished)).substr(0, 16);
  text[10] = ' ';
  text += " UTC: " + std::string(outcome_text(night.outcome));
  if (!night.fingerprint.empty()) text += " " + brief_fingerprint(night.fingerprint);
  if (!night.reason.empty()) text += ", " + reason_in_words(night.reason);
  return text;
}

/// One night as a square that leads to its report.
std::string night_html(const NightRow& night) {
  const std::string text = xml_text(night_text(night));
  return "<li><a class=\"" + std::string(outcome_class(night.outcome)) + "\" href=\"" +
         audit_path(night.audit) + "\" title=\"" + text + "\" aria-label=\"" + text + "\">" +
         std::string(outcome_sign(night.outcome)) + "</a></li>";
}

/// Returns a row of squares for each month, the newest month first.
std::string months_html(const TargetView& view) {
  std::map<std::string, std::string, std::greater<>> months;
  for (const NightRow& night : view.nights)
    months[date_of(night.finished).substr(0, kMonth)] += night_html(night);
  std::string text = "<dl class=\"months\">\n";
  for (const auto& [month, squares] : months)
    text += "<dt><time datetime=\"" + month + "\">" + month +
            "</time></dt><dd><ol class=\"squares nights\">" + squares + "</ol></dd>\n";
  return text + "</dl>\n";
}

std::string nights_summary(const TargetView& view) {
  std::map<std::string_view, std::size_t> counts;
  for (const NightRow& night : view.nights) ++counts[outcome_text(night.outcome)];
  std::string text = pluralize(view.nights.size(), "result") + ": ";
  std::string sum;
  for (const char* word : {"in sync", "drift", "acknowledged", "not audited", "missed"})
    if (counts[word] > 0) sum += (sum.empty() ? "" : ", ") + std::to_string(counts[word]) + " " + word;
  return element("p", "soft", text + sum + ".");
}

std::string nights_html(const TargetView& view) {
  if (view.nights.empty())
    return section_html("nights", "Nights", element("p", "none-yet", "It was never audited."));
  std::string text = nights_summary(view) +
                     "<p class=\"jump\"><a href=\"#episodes\">Skip the nights</a></p>\n" + months_html(view);
  return section_html("nights", "Nights", text);
}

std::string window_html(const Window& window) {
  return window.from ? "between " + time_html(*window.from) + " and " + time_html(window.to)
                     : "before " + time_html(window.to);
}

std::string end_html(const Episode& episode) {
  if (!episode.closed) return tag_html("t-change", "open");
  return tag_html(episode.is_acknowledged ? "t-note" : "t-good",
                  episode.is_acknowledged ? "acknowledged" : "gone") +
         " " + window_html(*episode.closed);
}

std::string drift_html(const Episode& episode) {
  const auto name = [](const std::string& fingerprint) {
    return link(group_path(fingerprint), html_code(shown_fingerprint(fingerprint)));
  };
  if (episode.fingerprint == episode.first_fingerprint) return name(episode.fingerprint);
  return name(episode.first_fingerprint) + ", then " + name(episode.fingerprint);
}

std::string episodes_html(const TargetView& view) {
  HtmlTable table{"Episodes of drift, with the time in which the change must have happened",
                  true,
                  {"Drift", "Came", "Changed", "End"},
                  {},
                  "No drift was ever found."};
  for (const Episode& episode : view.episodes)
    table.rows_html.push_back({drift_html(episode), window_html(episode.opened),
                               episode.changed ? window_html(*episode.changed) : "", end_html(episode)});
  return section_html("episodes", "Episodes", table_html(table));
}

std::string size_html(const TargetView& view) {
  if (view.sizes.empty()) return "";
  HtmlTable table{
      "How much was compared, where it changed", false, {"From", "Tables", "Constraints", "Indexes"}, {}, ""};
  constexpr std::size_t kMost = 60;
  const std::size_t begin = view.sizes.size() > kMost ? view.sizes.size() - kMost : 0;
  for (std::size_t i = begin; i < view.sizes.size(); ++i) {
    const AuditCounts& counts = view.sizes[i].counts;
    table.rows_html.push_back({time_html(view.sizes[i].at), std::to_string(counts.tables),
                               std::to_string(counts.constraints), std::to_string(counts.indexes)});
  }
  return section_html("size", "How much was compared",
                      "<figure>" + size_chart(view.sizes) +
                          "</figure>\n<details>\n<summary>Numbers</summary>\n" + table_html(table) +
                          "</details>\n");
}

std::string failed_html(const TargetView& view) {
  if (!view.failed || view.row.error) return "";
  return element("p", "soft",
                 "The last result that could not tell was " +
                     link(audit_path(view.failed->audit), "audit " + std::to_string(view.failed->audit)) +
                     " at " + time_html(view.failed->finished) + ": " +
                     xml_text(reason_in_words(view.failed->reason)) + ".");
}

}  // namespace

std::string target_page(const TargetView& view, const PageFrame& frame) {
  PageContent content{view.name, html_code(view.name), NavigationItem::kFleet, ""};
  content.html = facts_html(view) + actions_html(view, frame) + error_html(view) + nights_html(view) +
                 failed_html(view) + episodes_html(view) + size_html(view);
  return framed(content, frame);
}

}  // namespace tenon
