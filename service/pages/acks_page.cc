// The page of acknowledgements: accepted drift, until when and why, and a form for more.

#include "audit/ack_report.h"
#include "render/report/html_entry.h"
#include "render/report/markup.h"
#include "service/pages/pages.h"
#include "service/pages/parts.h"

namespace tenon {

namespace {

constexpr int kUsualDays = 30;

std::string_view ack_state_class(const std::string& state) {
  return state == "active" ? "t-note" : state == "about to end" ? "t-change" : "t-unexpected";
}

std::vector<std::string> ack_row(const Ack& ack, const AcksView& view, const PageFrame& frame) {
  const std::string state = ack_state(ack, view.now);
  const std::string id = std::to_string(ack.id);
  return {id,
          html_code(ack.finding_key),
          html_code(ack.selector),
          tag_html(ack_state_class(state), state),
          time_and_age_html(end_of(ack), view.now),
          xml_text(ack.owner),
          xml_text(ack.reason),
          state != "ended" && frame.rights.can_ack
              ? button_form_html(frame, "/acks/" + id + "/expire", "End now", "acknowledgement " + id)
              : ""};
}

std::string form_html(const AcksView& view, const PageFrame& frame) {
  if (!frame.rights.can_ack) return "";
  const std::string fields =
      field_html("ack", {.name = "finding_key",
                         .label = "Findings",
                         .value = view.finding_key,
                         .hint = "A key as a report shows it, or a glob: index:public.audit_log.*",
                         .is_required = true}) +
      field_html("ack", {.name = "selector",
                         .label = "Targets",
                         .value = view.selector,
                         .hint = "A name, a glob such as tenant-*, or a label such as env=prod",
                         .is_required = true}) +
      field_html("ack", {.name = "reason",
                         .label = "Reason",
                         .value = "",
                         .hint = "Why, and who decided: OPS-1182",
                         .is_required = true}) +
      field_html("ack", {.name = "until",
                         .label = "Until",
                         .value = date_of(view.now + std::chrono::days(kUsualDays)),
                         .hint = "The last day on which it counts as accepted, in UTC",
                         .type = "date",
                         .is_required = true});
  return section_html("new", "Acknowledge drift",
                      post_form_html(frame, "/acks", fields, "Acknowledge", "stacked"));
}

}  // namespace

std::string acks_page(const AcksView& view, const PageFrame& frame) {
  HtmlTable table{"Acknowledgements, newest first",
                  false,
                  {"Number", "Findings", "Targets", "State", "Until", "By", "Reason", ""},
                  {},
                  "Nothing is acknowledged."};
  for (const Ack& ack : view.acks) table.rows_html.push_back(ack_row(ack, view, frame));
  PageContent content{"Acknowledgements", "", NavigationItem::kAcks, ""};
  content.html = element("p", "lead",
                         "Drift that somebody accepts, for a reason, until a date. It is told again "
                         "once that has passed.") +
                 table_html(table) + older_html("/acks", {}, view.next_before) + form_html(view, frame);
  return framed(content, frame);
}

}  // namespace tenon
