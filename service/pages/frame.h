// The frame around every page: head, navigation, notices, who is logged in; the content of a page in, a whole
// page out.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/instant.h"

namespace tenon {

/// How much weight a notice has.
enum class NoticeTone { kDone, kWarning, kFault };

/// One line above the content: what a form just did, or what is wrong with the service.
struct Notice {
  NoticeTone tone = NoticeTone::kDone;
  std::string text;
};

/// What the reader may do; forms for anything else are not shown.
struct PageRights {
  bool can_audit = false;
  bool can_ack = false;
  bool can_admin = false;
};

/// What is around the content of every page.
struct PageFrame {
  std::string user;  ///< who is logged in; empty: nobody
  PageRights rights = {};
  std::string csrf;  ///< the token that every form carries
  std::vector<Notice> notices = {};
  Instant now{};  ///< when the page was made
};

/// The pages of the navigation; kNone is none of them.
enum class NavigationItem { kNone, kFleet, kSchedule, kJobs, kAcks, kWebhooks, kTokens, kAbout };

/// What one page brings.
struct PageContent {
  std::string title;  ///< of the window, and of the heading unless `heading_html` is given
  std::string heading_html = {};
  NavigationItem item = NavigationItem::kNone;
  std::string html;  ///< below the heading
};

/// The name of the form field that carries PageFrame::csrf.
inline constexpr const char* kCsrfField = "csrf";
/// The paths of the files that every page names.
inline constexpr const char* kStylePath = "/style.css";
inline constexpr const char* kScriptPath = "/app.js";

/// Returns a whole page: valid under a Content-Security-Policy of `default-src 'none'; style-src 'self';
/// script-src 'self'; img-src 'self' data:; form-action 'self'`, and of use without scripts.
std::string framed(const PageContent& content, const PageFrame& frame);

/// Returns the style sheet of all pages, which holds that of the reports and of the pictures.
std::string_view page_style();
/// Returns the script: it shows the buttons that copy. Nothing needs it.
std::string_view page_script();

}  // namespace tenon
