// Frames, notices and redirects of the dashboard.

#include "service/dashboard/page_call.h"

#include <charconv>
#include <map>

#include "service/api/problem.h"

namespace tenon {

std::string notice_text(const std::string& notice) {
  static const std::map<std::string, std::string> all{
      {"audit", "An audit was asked for; the jobs page shows how far it is."},
      {"ack", "It is acknowledged; the next audit counts by it."},
      {"ack-ended", "The acknowledgement has ended; the next audit counts without it."},
      {"test-sent", "The test message was taken."},
      {"test-failed", "The test message was not taken; the log of the service says why."},
      {"redeliver", "The message is sent again."},
      {"cancelled", "The job is cancelled."},
      {"revoked", "The token is revoked."}};
  const auto at = all.find(notice);
  return at == all.end() ? "" : at->second;
}

std::string safe_next(const std::string& path) {
  // `//host` and `/\\host` lead browsers to another host.
  const bool is_own =
      path.starts_with('/') && !path.starts_with("//") && path.find('\\') == std::string::npos;
  const bool is_printable = path.find_first_of("\r\n\t") == std::string::npos;
  return is_own && is_printable ? path : "/";
}

PageRights rights_of(const Caller& caller) {
  return {caller.scopes.allows(AccessScope::kAudit), caller.scopes.allows(AccessScope::kAck),
          caller.scopes.allows(AccessScope::kAdmin)};
}

PageFrame frame_of(const PageCall& call) {
  PageFrame frame;
  frame.user = call.visitor.caller.name;
  frame.rights = rights_of(call.visitor.caller);
  frame.csrf = call.visitor.csrf;
  frame.now = call.now;
  const std::string notice = call.http.parameter("notice").value_or("");
  if (const std::string text = notice_text(notice); !text.empty())
    frame.notices.push_back({notice.ends_with("-failed") ? NoticeTone::kFault : NoticeTone::kDone, text});
  if (call.service.is_draining)
    frame.notices.push_back({NoticeTone::kWarning, "This replica is about to stop; others go on."});
  return frame;
}

HttpResponse page_response(std::string html, int status) {
  return {.status = status, .content_type = "text/html; charset=utf-8", .body = std::move(html)};
}

HttpResponse redirected(const std::string& path, const std::string& notice) {
  const std::string mark = path.find('?') == std::string::npos ? "?" : "&";
  return HttpResponse{
      .status = 303, .content_type = "text/plain; charset=utf-8", .body = "see " + path + "\n"}
      .with("Location", notice.empty() ? path : path + mark + "notice=" + notice);
}

std::optional<std::int64_t> number_parameter(const HttpRequest& request, std::string_view name) {
  const std::string text = request.parameter(name).value_or("");
  if (text.empty()) return std::nullopt;
  std::int64_t number = 0;
  const auto [stopped, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = fault == std::errc() && stopped == text.data() + text.size() && number >= 0;
  if (!is_number) throw RequestRefused(malformed(std::string(name) + " is a number"));
  return number;
}

}  // namespace tenon
