// The frame around every page: head, navigation, notices, who is logged in; the content of a page in, a whole
// page out.

#include "service/pages/frame.h"

#include <array>

#include "render/report/markup.h"
#include "service/pages/parts.h"

namespace tenon {

namespace {

/// A page of the navigation.
struct NavigationLink {
  NavigationItem item;
  const char* path;
  const char* text;
  bool is_for_admins;
};

constexpr std::array<NavigationLink, 7> kLinks = {
    {{NavigationItem::kFleet, "/", "Fleet", false},
     {NavigationItem::kSchedule, "/schedule", "Schedule", false},
     {NavigationItem::kJobs, "/jobs", "Jobs", false},
     {NavigationItem::kAcks, "/acks", "Acknowledgements", false},
     {NavigationItem::kWebhooks, "/webhooks", "Webhooks", true},
     {NavigationItem::kTokens, "/tokens", "Tokens", true},
     {NavigationItem::kAbout, "/about", "About", false}}};

/// The head of a page. Under the policy `no-referrer` of the header a browser says of its forms that they
/// come from `null`, as those of a page that hides itself do; so a page lets its own origin be known to the
/// service alone.
std::string head_html(const PageContent& content) {
  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
         "content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light "
         "dark\">\n<meta name=\"referrer\" content=\"same-origin\">\n<title>" +
         xml_text(content.title) +
         " - tenon</title>\n<link rel=\"icon\" href=\"data:,\">\n<link "
         "rel=\"stylesheet\" href=\"" +
         kStylePath + "\">\n<script src=\"" + kScriptPath + "\" defer></script>\n</head>\n";
}

std::string navigation_html(const PageContent& content, const PageFrame& frame) {
  std::string text = "<nav aria-label=\"Main\">\n<ul>\n";
  for (const NavigationLink& one : kLinks) {
    if (one.is_for_admins && !frame.rights.can_admin) continue;
    text += "<li><a href=\"" + std::string(one.path) + "\"" +
            (one.item == content.item ? " aria-current=\"page\"" : "") + ">" + one.text + "</a></li>\n";
  }
  return text + "</ul>\n</nav>\n";
}

std::string user_html(const PageFrame& frame) {
  if (frame.user.empty()) return "<p class=\"who\">" + link("/login", "Log in") + "</p>\n";
  return "<div class=\"who\"><span>" + xml_text(frame.user) + "</span> " +
         post_form_html(frame, "/logout", "", "Log out", "inline") + "</div>\n";
}

std::string notices_html(const PageFrame& frame) {
  std::string text;
  for (const Notice& notice : frame.notices) {
    const bool is_done = notice.tone == NoticeTone::kDone;
    const std::string tone = is_done                               ? "t-good"
                             : notice.tone == NoticeTone::kWarning ? "t-change"
                                                                   : "t-missing";
    const std::string word = is_done ? "Done:" : notice.tone == NoticeTone::kWarning ? "Note:" : "Failed:";
    text += "<p class=\"notice " + tone + "\" role=\"" + (is_done ? "status" : "alert") + "\"><b>" + word +
            "</b> " + xml_text(notice.text) + "</p>\n";
  }
  return text;
}

}  // namespace

std::string framed(const PageContent& content, const PageFrame& frame) {
  return head_html(content) +
         "<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header class=\"site\">\n<div "
         "class=\"wrap\">\n<a class=\"logo\" href=\"/\"><svg viewBox=\"0 0 20 20\" width=\"20\" "
         "height=\"20\" aria-hidden=\"true\"><path d=\"M2 3h16v5h-5v9H7V8H2z\"/></svg>tenon</a>\n" +
         (frame.user.empty() ? "" : navigation_html(content, frame)) + user_html(frame) +
         "</div>\n</header>\n<main id=\"main\" tabindex=\"-1\">\n<div class=\"wrap\">\n" +
         notices_html(frame) + "<h1>" +
         (content.heading_html.empty() ? xml_text(content.title) : content.heading_html) + "</h1>\n" +
         content.html + "</div>\n</main>\n<footer>\n<div class=\"wrap\">\n<p>tenon " + TENON_VERSION +
         ", made at " + time_html(frame.now) + "</p>\n</div>\n</footer>\n</body>\n</html>\n";
}

std::string_view page_script() {
  return R"js("use strict";
for (const button of document.querySelectorAll("button[data-copies]")) {
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
      button.textContent = "Copied";
    } catch {
      const range = document.createRange();
      range.selectNodeContents(document.getElementById(button.dataset.copies));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      button.textContent = "Selected: copy it with the keyboard";
    }
    setTimeout(() => { button.textContent = label; }, 2500);
  });
}
)js";
}

}  // namespace tenon
