// The page of a group: what differs, who has it, how it spread, what mends it, and a form to acknowledge it.

#include "audit/fingerprint.h"
#include "audit/phrase.h"
#include "model/pluralize.h"
#include "render/report/html.h"
#include "render/report/html_entry.h"
#include "render/report/markup.h"
#include "service/pages/charts.h"
#include "service/pages/pages.h"
#include "service/pages/parts.h"

namespace tenon {

namespace {

constexpr std::size_t kMostKeys = 60;
constexpr int kAckDays = 30;

std::string lead_html(const GroupView& view) {
  std::string text = html_code(view.fingerprint);
  if (view.target_count == 0) return element("p", "lead", text + " No target has it any more.");
  text += " on " + pluralize(view.target_count, "target");
  if (view.since) text += ", first seen " + time_and_age_html(*view.since, view.now);
  return element("p", "lead", text + ".");
}

/// The findings alone: the counts, the fix and the notes have places of their own.
ReportDocument only_findings(const GroupView& view) {
  ReportDocument document = view.findings;
  document.targets.clear();
  document.fix.clear();
  document.consequences.clear();
  document.notes.clear();
  return document;
}

std::string findings_html(const GroupView& view) {
  if (view.findings.sections.empty()) return element("p", "none-yet", "What was found is not kept any more.");
  std::string text = html_content(only_findings(view));
  if (view.sample.audit > 0)
    text += element(
        "p", "",
        "As audit " + link(audit_path(view.sample.audit), std::to_string(view.sample.audit)) + " of " +
            link(target_path(view.sample.target), html_code(view.sample.target)) + " found it. " +
            (view.sample.has_snapshot ? link(audit_path(view.sample.audit) + "/graph", "Its tables, drawn")
                                      : ""));
  return text;
}

/// The script, or that it is too long to be shown, and a button that downloads it.
std::string script_html(const GroupView& view) {
  const GroupMigration& migration = view.migration;
  if (migration.script.empty() && !migration.is_too_long) return "";
  return element("p", "",
                 "One migration mends every target of the group. It leads to the schema as it is declared "
                 "now; read "
                 "it before it runs.") +
         (migration.is_too_long ? element("p", "soft", "It is too long to be shown here.")
                                : copied_html("script", migration.script, "Migration")) +
         element("p", "actions",
                 "<a class=\"button\" href=\"" + group_path(view.fingerprint) +
                     "/migration.sql\" download>Download the migration</a>");
}

std::string migration_html(const GroupView& view) {
  const GroupMigration& migration = view.migration;
  std::string text = script_html(view);
  if (!migration.problem.empty())
    text += element("p", "notice t-change",
                    (text.empty() ? "<b>No script:</b> " : "<b>Note:</b> ") + xml_text(migration.problem));
  if (!migration.command.empty())
    text +=
        element("p", "", "This command writes it:") + copied_html("command", migration.command, "Command");
  return text.empty() ? "" : section_html("migration", "One migration for all", text);
}

std::string targets_html(const GroupView& view) {
  if (view.targets.empty()) return "";
  HtmlTable table{
      "Targets with this drift", false, {"Target", "State", "Since", "Labels", "Last audit"}, {}, ""};
  for (const GroupTarget& target : view.targets)
    table.rows_html.push_back({link(target_path(target.mark.name), html_code(target.mark.name)),
                               condition_tag(target.mark.condition), time_html(target.since),
                               labels_html(target.labels),
                               link(audit_path(target.audit), std::to_string(target.audit))});
  std::string text = table_html(table);
  if (view.target_count > view.targets.size())
    text += element("p", "",
                    "and " + pluralize(view.target_count - view.targets.size(), "target") + " more; " +
                        link("/api/v1" + group_path(view.fingerprint), "all of them as JSON"));
  return section_html("targets", "Targets", text);
}

std::string spread_html(const GroupView& view) {
  if (view.spread.empty()) return "";
  HtmlTable table{"Targets by the day on which they were first seen with it",
                  false,
                  {"Day", "Came", "Have it still"},
                  {},
                  ""};
  for (const SpreadRow& day : view.spread)
    table.rows_html.push_back({"<time datetime=\"" + day.day + "\">" + day.day + "</time>",
                               std::to_string(day.came), std::to_string(day.are_open)});
  return section_html("spread", "How it spread",
                      "<figure>" + spread_chart(view.spread, view.now) + "</figure>\n<details>\n<summary>" +
                          pluralize(view.spread.size(), "night") + "</summary>\n" + table_html(table) +
                          "</details>\n");
}

std::string ack_fields(const GroupView& view) {
  std::string text = "<fieldset><legend>Findings</legend>\n";
  for (std::size_t i = 0; i < view.finding_keys.size() && i < kMostKeys; ++i)
    text += field_html("ack", {.name = "finding_key",
                               .label = view.finding_keys[i],
                               .value = view.finding_keys[i],
                               .hint = "",
                               .type = "checkbox",
                               .is_checked = true});
  text += "</fieldset>\n";
  const std::string selector = view.targets.size() == 1 ? view.targets.front().mark.name : "*";
  text += field_html("ack", {.name = "selector",
                             .label = "Targets",
                             .value = selector,
                             .hint = "A name, a glob such as tenant-*, or a label such as env=prod",
                             .is_required = true});
  text += field_html("ack", {.name = "reason",
                             .label = "Reason",
                             .value = "",
                             .hint = "Why, and who decided: OPS-1182",
                             .is_required = true});
  return text + field_html("ack", {.name = "until",
                                   .label = "Until",
                                   .value = date_of(view.now + std::chrono::days(kAckDays)),
                                   .hint = "The last day on which it counts as accepted, in UTC",
                                   .type = "date",
                                   .is_required = true});
}

std::string ack_html(const GroupView& view, const PageFrame& frame) {
  if (!frame.rights.can_ack || view.finding_keys.empty() || view.target_count == 0) return "";
  std::string text = post_form_html(frame, "/acks", ack_fields(view), "Acknowledge", "stacked");
  if (view.finding_keys.size() > kMostKeys)
    text += element("p", "",
                    "and " + pluralize(view.finding_keys.size() - kMostKeys, "finding") +
                        " more; a glob on the page of acknowledgements covers them all.");
  return section_html("acknowledge", "Acknowledge", text);
}

}  // namespace

std::string group_page(const GroupView& view, const PageFrame& frame) {
  PageContent content{shown_fingerprint(view.fingerprint), "", NavigationItem::kFleet, ""};
  content.heading_html =
      xml_text(view.sentence.empty() ? "drift " + shown_fingerprint(view.fingerprint) : view.sentence);
  content.html = lead_html(view) + findings_html(view) + migration_html(view) + targets_html(view) +
                 spread_html(view) + ack_html(view, frame);
  return framed(content, frame);
}

}  // namespace tenon
