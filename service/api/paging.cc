// Reads cursors and limits, and writes pages.

#include "service/api/paging.h"

#include <charconv>

#include "audit/canonical_json.h"
#include "service/api/problem.h"

namespace tenon {

namespace {

std::optional<std::int64_t> number_of(const std::string& text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, fault] = std::from_chars(text.data(), end, number);
  return !text.empty() && fault == std::errc() && stopped == end && number >= 0 ? std::optional(number)
                                                                                : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> PageWish::number() const {
  if (cursor.empty()) return std::nullopt;
  const auto number = number_of(cursor);
  if (!number) throw RequestRefused(malformed("cursor is what a page gave as next"));
  return number;
}

PageWish page_wish(const HttpRequest& request) {
  constexpr std::int64_t kMost = 500;
  PageWish wish;
  wish.cursor = request.parameter("cursor").value_or("");
  if (const auto text = request.parameter("limit")) {
    const auto limit = number_of(*text);
    if (!limit || *limit < 1 || *limit > kMost)
      throw RequestRefused(malformed("limit is a number from 1 to 500"));
    wish.limit = *limit;
  }
  return wish;
}

HttpResponse page_response(OrderedJson items, const std::optional<std::string>& next) {
  return json_response({{"items", std::move(items)}, {"next", next ? OrderedJson(*next) : OrderedJson()}});
}

HttpResponse json_response(const OrderedJson& body, int status) {
  return {.status = status, .body = report_text_of(body)};
}

std::vector<LabelCondition> label_conditions(const HttpRequest& request) {
  const std::string label = request.parameter("label").value_or("");
  return label.empty() ? std::vector<LabelCondition>() : selection(label);
}

std::optional<TargetCondition> condition_parameter(const HttpRequest& request) {
  const std::string word = request.parameter("state").value_or("");
  const auto found = condition_named(word);
  if (!word.empty() && !found)
    throw RequestRefused(malformed("state is in_sync, drift, acknowledged or not_audited"));
  return found;
}

std::optional<JobState> job_state_parameter(const HttpRequest& request) {
  const std::string word = request.parameter("state").value_or("");
  const auto found = job_state(word);
  if (!word.empty() && !found)
    throw RequestRefused(malformed("state is queued, running, done, dead or cancelled"));
  return found;
}

std::optional<Instant> time_parameter(const HttpRequest& request, std::string_view name) {
  const auto text = request.parameter(name);
  if (!text) return std::nullopt;
  const auto at = parsed_instant(*text);
  if (!at)
    throw RequestRefused(
        malformed(std::string(name) + " is a date or a time, such as 2026-11-20 or 2026-11-20T03:00:00Z"));
  return at;
}

std::int64_t number_in_path(const HttpRequest& request, const std::string& name, const std::string& kind) {
  const std::string& text = request.path_values.at(name);
  const auto number = number_of(text);
  if (!number) throw RequestRefused(not_found(kind, text));
  return *number;
}

}  // namespace tenon
