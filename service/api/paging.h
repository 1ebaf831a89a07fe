// Pages of lists: a cursor and a limit in, a page with the cursor of the next one out.

#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>

#include "config/selection.h"
#include "model/instant.h"
#include "service/http/message.h"
#include "service/views/condition.h"
#include "store/job.h"

namespace tenon {

/// What of a list is wanted. A cursor is what the page before gave as `next`.
struct PageWish {
  std::string cursor;  ///< empty: the first page
  std::int64_t limit = 100;

  /// Returns the cursor of a list that is ordered by a number. Throws RequestRefused (400) for another text.
  std::optional<std::int64_t> number() const;
};

/// Reads `cursor` and `limit` (1 to 500). Throws RequestRefused (400).
PageWish page_wish(const HttpRequest& request);

/// Returns `{"items": [...], "next": ...}`; `next` is null on the last page.
HttpResponse page_response(nlohmann::ordered_json items, const std::optional<std::string>& next);

/// Returns an object as a response.
HttpResponse json_response(const nlohmann::ordered_json& body, int status = 200);

/// Reads the selection of targets that `label` is; empty: all of them. Throws Error(kUsage) for another text.
std::vector<LabelCondition> label_conditions(const HttpRequest& request);
/// Reads the condition of targets that `state` is; nullopt: any. Throws RequestRefused (400) for another
/// word.
std::optional<TargetCondition> condition_parameter(const HttpRequest& request);
/// Reads the state of jobs that `state` is; nullopt: any. Throws RequestRefused (400) for another word.
std::optional<JobState> job_state_parameter(const HttpRequest& request);
/// Reads a time of the query, RFC 3339 or a date; nullopt: it is not there. Throws RequestRefused (400).
std::optional<Instant> time_parameter(const HttpRequest& request, std::string_view name);
/// Reads a number of the path. Throws RequestRefused (404, of this kind of thing) for another text.
std::int64_t number_in_path(const HttpRequest& request, const std::string& name, const std::string& kind);

}  // namespace tenon
