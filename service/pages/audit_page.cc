// The pages of one audit: its report, by the same code as the HTML report, and the picture of its tables.

#include "audit/fingerprint.h"
#include "audit/phrase.h"
#include "model/pluralize.h"
#include "render/picture/svg.h"
#include "render/report/html.h"
#include "render/report/html_entry.h"
#include "render/report/markup.h"
#include "service/pages/pages.h"
#include "service/pages/parts.h"

namespace tenon {

namespace {

std::string api_path(std::int64_t audit) { return "/api/v1" + audit_path(audit); }

std::string facts_html(const StoredAudit& audit) {
  const AuditResult& result = audit.result;
  const std::string server =
      result.engine + (result.server_version.empty() ? "" : " " + result.server_version);
  std::string text = "<dl class=\"from\">\n<dt>State</dt><dd>" + outcome_tag(result.outcome) +
                     "</dd>\n<dt>Target</dt><dd>" +
                     link(target_path(result.target), html_code(result.target)) +
                     (server.empty() ? "" : " " + xml_text(server)) + "</dd>\n";
  if (result.read_at) text += "<dt>Read</dt><dd>" + time_html(*result.read_at) + "</dd>\n";
  text += "<dt>Ended</dt><dd>" + time_html(result.finished) + ", after " +
          duration_text(result.finished - result.started) +
          (result.attempts > 1 ? " and " + std::to_string(result.attempts) + " attempts" : "") + "</dd>\n";
  if (!result.fingerprint.empty())
    text += "<dt>Drift</dt><dd>" +
            link(group_path(result.fingerprint), html_code(shown_fingerprint(result.fingerprint))) +
            "</dd>\n";
  if (!result.url_ref.empty()) text += "<dt>Read from</dt><dd>" + html_code(result.url_ref) + "</dd>\n";
  return text + "</dl>\n";
}

/// Links to what is beside an audit: the ones before and after, the comparison, the graph, the raw report.
std::string beside_links(const AuditView& view) {
  std::string text = "<nav class=\"pages\" aria-label=\"Beside this audit\">\n<p>";
  if (view.neighbours.previous)
    text += link(audit_path(*view.neighbours.previous), "Audit before") + " " +
            link(audit_path(*view.neighbours.previous) + "/compare/" + std::to_string(view.audit.id),
                 "What changed since") +
            " ";
  if (view.neighbours.next) text += link(audit_path(*view.neighbours.next), "Audit after") + " ";
  if (!view.audit.result.findings.empty()) text += link(audit_path(view.audit.id) + "/graph", "Graph") + " ";
  return text + link(api_path(view.audit.id), "JSON") + "</p>\n</nav>\n";
}

/// The document for this page: the command that mends it has a button that copies it.
std::string report_html(const AuditView& view) {
  ReportDocument document = view.document;
  document.fix.clear();
  std::string text = html_content(document);
  if (document.sections.empty() && document.outcome == DocumentOutcome::kGood)
    text += element("p", "none-yet", "Nothing differs: " + xml_text(document.looked_at) + ".");
  if (!view.document.fix.empty())
    text += section_html("fix", "Fix",
                         element("p", "", "This command writes the migration:") +
                             copied_html("command", view.document.fix, "Command"));
  return text;
}

std::string picture_html(const GraphView& view) {
  if (!view.has_catalog)
    return element("p", "none-yet", "This audit read no catalog, or it is not kept any more.");
  if (view.picture.tables.empty()) return element("p", "none-yet", "No table differs.");
  std::string text = element(
      "p", "lead",
      "The tables that differ and one hop around them: " + std::to_string(view.picture.tables.size()) +
          " of " + pluralize(view.tables, "table") +
          ". Line style and word tell the state, as does the colour.");
  if (view.picture.left_out > 0)
    text += element("p", "", pluralize(view.picture.left_out, "table") + " more that differ are not drawn.");
  return text +
         "<figure><div class=\"picture whole\" role=\"region\" aria-label=\"Picture of the tables\" "
         "tabindex=\"0\">\n" +
         unstyled_svg(view.picture) + "</div></figure>\n";
}

/// The same as words, for those who do not see the picture.
std::string differences_html(const Picture& picture) {
  HtmlTable table{"What differs in the picture", false, {"Table", "What", "State"}, {}, "Nothing differs."};
  for (const PictureTable& drawn : picture.tables) {
    const auto word = [&](PictureState state) { return std::string(state_word(state, picture.wording)); };
    if (drawn.state != PictureState::kSame)
      table.rows_html.push_back({html_code(drawn.title), "the table", xml_text(word(drawn.state))});
    for (const PictureRow& row : drawn.rows)
      if (row.state != PictureState::kSame)
        table.rows_html.push_back({html_code(drawn.title), html_code(row.text), xml_text(word(row.state))});
  }
  return section_html("words", "In words", table_html(table));
}

}  // namespace

std::string audit_page(const AuditView& view, const PageFrame& frame) {
  PageContent content{view.audit.result.target + ", audit " + std::to_string(view.audit.id), "",
                      NavigationItem::kFleet, ""};
  content.heading_html = xml_text(view.document.title) + " <small>" + html_code(view.audit.result.target) +
                         ", audit " + std::to_string(view.audit.id) + "</small>";
  content.html = facts_html(view.audit) + beside_links(view) + report_html(view) +
                 element("p", "soft",
                         xml_text(view.document.looked_at) + ". Audited by tenon " +
                             xml_text(view.audit.result.tool_version) + ".");
  return framed(content, frame);
}

std::string graph_page(const GraphView& view, const PageFrame& frame) {
  const std::string& target = view.audit.result.target;
  PageContent content{"Graph of " + target, "", NavigationItem::kFleet, ""};
  content.heading_html =
      "Graph of " + html_code(target) + " <small>audit " + std::to_string(view.audit.id) + "</small>";
  content.html = "<nav class=\"pages\" aria-label=\"Beside this graph\">\n<p>" +
                 link(audit_path(view.audit.id), "Report") + " " + link(target_path(target), "Target") +
                 "</p>\n</nav>\n" + picture_html(view);
  if (!view.picture.tables.empty()) content.html += differences_html(view.picture);
  return framed(content, frame);
}

}  // namespace tenon
