// The pages that show no targets: about, log in, and what went wrong.

#include <utility>

#include "audit/phrase.h"
#include "model/pluralize.h"
#include "render/report/html_entry.h"
#include "render/report/markup.h"
#include "service/pages/pages.h"
#include "service/pages/parts.h"

namespace tenon {

namespace {

std::string facts_html(const AboutGroup& group, std::size_t number) {
  std::string text = "<dl class=\"from\">\n";
  for (const AboutFact& fact : group.facts)
    text += "<dt>" + xml_text(fact.name) + "</dt><dd>" + html_code(fact.value) +
            (fact.remark.empty() ? "" : " " + xml_text(fact.remark)) + "</dd>\n";
  return section_html("about-" + std::to_string(number), group.title, text + "</dl>\n");
}

std::vector<std::string> sweep_row(const StoredSweep& sweep) {
  return {std::to_string(sweep.id),
          time_html(sweep.start.started),
          sweep.finished ? duration_text(*sweep.finished - sweep.start.started) : "has not ended",
          xml_text(sweep.start.trigger),
          sweep.start.selection.empty() ? "" : html_code(sweep.start.selection),
          std::to_string(sweep.start.targets),
          sweep.exit_code ? "exit " + std::to_string(*sweep.exit_code) : ""};
}

/// What a status means, where the detail does not say it.
std::string usual_detail(int status) {
  switch (status) {
    case 401:
      return "Log in to see this page.";
    case 403:
      return "Your token does not allow this. Ask somebody with the scope admin for one that does.";
    case 404:
      return "There is no such page. It may have been removed when old results were.";
    case 405:
      return "This address does not take requests of this kind.";
    case 429:
      return "There were too many tries. Wait a minute and try again.";
    case 503:
      return "The service is shutting down or cannot reach its store. Try again in a minute.";
    default:
      return "";
  }
}

}  // namespace

std::string about_page(const AboutView& view, const PageFrame& frame) {
  PageContent content{"About", "", NavigationItem::kAbout, ""};
  for (std::size_t i = 0; i < view.groups.size(); ++i) content.html += facts_html(view.groups[i], i + 1);
  HtmlTable table{"The last sweeps",
                  false,
                  {"Sweep", "Began", "Took", "Asked by", "Selection", "Targets", "Result"},
                  {},
                  "No sweep has run yet."};
  for (const StoredSweep& sweep : view.sweeps) table.rows_html.push_back(sweep_row(sweep));
  content.html += section_html("sweeps", "Sweeps", table_html(table));
  return framed(content, frame);
}

std::string login_page(const LoginView& view, const PageFrame& frame) {
  PageContent content{"Log in", "", NavigationItem::kNone, ""};
  const bool is_path = view.next.starts_with('/') && !view.next.starts_with("//");
  if (!view.problem.empty())
    content.html +=
        "<p class=\"notice t-missing\" role=\"alert\"><b>Failed:</b> " + xml_text(view.problem) + "</p>\n";
  content.html += post_form_html(
      frame, "/login",
      field_html(
          "login",
          {.name = "next", .label = "", .value = is_path ? view.next : "/", .hint = "", .type = "hidden"}) +
          field_html("login", {.name = "token",
                               .label = "Token",
                               .value = "",
                               .hint = "It begins with tnn_; tenon token add makes one",
                               .type = "password",
                               .is_required = true}),
      "Log in", "stacked");
  return framed(content, frame);
}

std::string status_title(int status) {
  switch (status) {
    case 400:
      return "Not understood";
    case 401:
      return "Not logged in";
    case 403:
      return "Not allowed";
    case 404:
      return "Not found";
    case 405:
      return "Not possible here";
    case 409:
      return "It is in the way of something else";
    case 422:
      return "Not valid";
    case 429:
      return "Too many tries";
    case 503:
      return "Not available now";
    default:
      return status >= 500 ? "Something failed" : "Not possible";
  }
}

std::string error_page(const ErrorView& view, const PageFrame& frame) {
  PageContent content{status_title(view.status), "", NavigationItem::kNone, ""};
  const std::string detail = view.detail.empty() ? usual_detail(view.status) : view.detail;
  if (!detail.empty()) content.html += element("p", "lead", xml_text(detail));
  content.html += element("p", "soft",
                          "HTTP " + std::to_string(view.status) +
                              (view.request_id.empty() ? "" : ", request " + html_code(view.request_id)));
  content.html += element("p", "", view.status == 401 ? link("/login", "Log in") : link("/", "To the fleet"));
  return framed(content, frame);
}

}  // namespace tenon
