// The page that compares two audits: what came and went, and what changed in the catalog.

#include "model/pluralize.h"
#include "render/report/html.h"
#include "render/report/html_entry.h"
#include "render/report/markup.h"
#include "render/report/report_document.h"
#include "service/pages/pages.h"
#include "service/pages/parts.h"

namespace tenon {

namespace {

constexpr std::size_t kMostShown = 60;

std::vector<std::string> row_of(const std::string& label, const StoredAudit& audit) {
  const AuditResult& result = audit.result;
  return {label,
          link(audit_path(audit.id), std::to_string(audit.id)),
          link(target_path(result.target), html_code(result.target)),
          time_html(result.finished),
          outcome_tag(result.outcome),
          std::to_string(result.counts.tables) + " / " + std::to_string(result.counts.constraints) + " / " +
              std::to_string(result.counts.indexes)};
}

std::string both_html(const CompareView& view) {
  HtmlTable table{"The two audits",
                  false,
                  {"", "Audit", "Target", "Ended", "State", "Tables / constraints / indexes"},
                  {},
                  ""};
  table.rows_html = {row_of("Before", view.before), row_of("After", view.after)};
  return table_html(table);
}

/// Findings as entries; `id` makes their ids their own in the page.
std::string entries_html(const std::vector<DocumentEntry>& entries, const std::string& id) {
  const ReportDocument labels;
  std::string text;
  for (std::size_t i = 0; i < entries.size() && i < kMostShown; ++i)
    text += html_entry(labels, entries[i], id + "-" + std::to_string(i + 1), "");
  if (entries.size() > kMostShown)
    text += element("p", "", "and " + pluralize(entries.size() - kMostShown, "finding") + " more");
  return text;
}

std::string findings_html(const CompareView& view) {
  std::string text;
  if (!view.came.empty())
    text += section_html("came", pluralize(view.came.size(), "finding") + " came",
                         entries_html(view.came, "came"));
  if (!view.gone.empty())
    text += section_html("gone", pluralize(view.gone.size(), "finding") + " went",
                         entries_html(view.gone, "gone"));
  if (text.empty()) text = section_html("came", "Findings", element("p", "none-yet", "Both found the same."));
  if (view.common > 0) text += element("p", "soft", pluralize(view.common, "finding") + " in both.");
  return text;
}

std::string changes_html(const CompareView& view) {
  if (!view.no_changes_why.empty())
    return section_html("changed", "What changed in the catalog",
                        element("p", "none-yet", "It is not known: " + xml_text(view.no_changes_why) + "."));
  if (view.changes.sections.empty())
    return section_html("changed", "What changed in the catalog", element("p", "none-yet", "Nothing."));
  ReportDocument document = view.changes;
  document.targets.clear();
  document.counts.clear();
  document.notes.clear();
  return section_html("changed", "What changed in the catalog", "") + "<div class=\"compared\">\n" +
         html_content(document) + "</div>\n";
}

}  // namespace

std::string compare_page(const CompareView& view, const PageFrame& frame) {
  const bool is_one = view.before.result.target == view.after.result.target;
  const std::string title = is_one ? "Two audits of " + view.after.result.target
                                   : view.before.result.target + " and " + view.after.result.target;
  PageContent content{title, "", NavigationItem::kFleet, ""};
  content.html =
      both_html(view) + "<nav class=\"pages\" aria-label=\"The other way round\">\n<p>" +
      link(audit_path(view.after.id) + "/compare/" + std::to_string(view.before.id), "The other way round") +
      "</p>\n</nav>\n" + findings_html(view) + changes_html(view);
  return framed(content, frame);
}

}  // namespace tenon
