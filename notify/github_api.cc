// Calls GitHub, and reads what it answers.

#include "notify/github_api.h"

#include <algorithm>
#include <charconv>
#include <set>

#include <nlohmann/json.hpp>

#include "model/redaction.h"

namespace tenon {

namespace {

using GithubJson = nlohmann::json;
using std::chrono::milliseconds;

constexpr milliseconds kWhole = std::chrono::minutes(1);
constexpr milliseconds kOneCall = std::chrono::seconds(15);
constexpr std::size_t kLargestAnswer = 16UL * 1024 * 1024;

[[noreturn]] void fail(Answered answered, const std::string& error) {
  throw GithubFailure({answered, error});
}

std::string text_of_member(const GithubJson& json, const char* key) {
  const auto at = json.find(key);
  return at != json.end() && at->is_string() ? at->get<std::string>() : "";
}

std::optional<GithubIssue> issue_of(const GithubJson& json) {
  const auto number = json.find("number");
  if (!json.is_object() || number == json.end() || !number->is_number_integer()) return std::nullopt;
  if (json.contains("pull_request")) return std::nullopt;  // each is an issue to this API
  return GithubIssue{number->get<std::int64_t>(), text_of_member(json, "state") != "closed",
                     text_of_member(json, "title"), text_of_member(json, "body")};
}

GithubJson parsed_answer(const HttpReply& reply) {
  GithubJson json = GithubJson::parse(reply.body, nullptr, false);
  if (json.is_discarded()) fail({}, "what GitHub answered is no JSON; is api_url that of its API?");
  return json;
}

std::optional<std::int64_t> number_of_header(const HttpReply& reply, const char* name) {
  const auto at = reply.headers.find(name);
  if (at == reply.headers.end()) return std::nullopt;
  std::int64_t number = 0;
  const char* end = at->second.data() + at->second.size();
  const auto [last, fault] = std::from_chars(at->second.data(), end, number);
  return fault == std::errc() && last == end ? std::optional(number) : std::nullopt;
}

/// Returns how long a rate limit lasts; nullopt: the answer is about none ("Rate limits for the REST API").
std::optional<std::chrono::seconds> rate_limit(const HttpReply& reply, Instant now) {
  const int status = reply.answered.status;
  if (status != 403 && status != 429) return std::nullopt;
  if (reply.answered.retry_after) return reply.answered.retry_after;
  const bool is_used_up = number_of_header(reply, "x-ratelimit-remaining") == 0;
  const auto reset = number_of_header(reply, "x-ratelimit-reset");
  if (!is_used_up || !reset) return status == 429 ? std::optional(std::chrono::seconds(60)) : std::nullopt;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch());
  return std::max(std::chrono::seconds(1), std::chrono::seconds(*reset) - seconds);
}

/// Returns what a status says to whoever runs the webhook.
std::string meaning_of(const Webhook& webhook, int status) {
  if (status == 401) return ": the token is none, or has ended";
  if (status == 403) return ": the token may not write issues of " + webhook.repository;
  if (status == 404)
    return ": there is no repository " + webhook.repository + ", or the token may not see it";
  if (status == 410) return ": " + webhook.repository + " has no issues";
  if (status >= 300 && status < 400)
    return ", a redirect, which is not followed; was the repository renamed?";
  return "";
}

void require_success(const Webhook& webhook, const HttpReply& reply, Instant now) {
  if (!reply.error.empty()) fail(reply.answered, reply.error);
  if (reply.answered.is_success()) return;
  const int status = reply.answered.status;
  if (const auto pause = rate_limit(reply, now))
    fail({429, pause}, "GitHub answered " + std::to_string(status) + ": its rate limit is used up");
  fail(reply.answered, "GitHub answered " + std::to_string(status) + meaning_of(webhook, status));
}

void add_issues(std::vector<GithubIssue>& all, const GithubJson& list, const std::string& word) {
  if (!list.is_array()) return;
  for (const GithubJson& one : list)
    if (auto issue = issue_of(one); issue && issue->body.find(word) != std::string::npos)
      all.push_back(std::move(*issue));
}

std::string body_text(const GithubJson& json) {
  return json.dump(-1, ' ', false, GithubJson::error_handler_t::replace);
}

}  // namespace

GithubApi::GithubApi(const Webhook& webhook, Instant now)
    : webhook_(webhook), place_(place_of(webhook)), now_(now) {}

HttpReply GithubApi::call(const std::string& method, const std::string& path, const std::string& body) {
  const auto left = kWhole - std::chrono::duration_cast<milliseconds>(Clock::now() - begun_);
  if (left.count() <= 0) fail({}, "GitHub was too slow: what is to be told takes a minute at most");
  std::string base = webhook_.url.exposed();
  while (base.ends_with('/')) base.pop_back();
  HttpCall call{
      .method = method,
      .url = base + path,
      .headers = {"Authorization: Bearer " + webhook_.token.exposed(), "Accept: application/vnd.github+json",
                  "X-GitHub-Api-Version: 2022-11-28", "Expect:"},
      .body = body,
      .patience = std::min(left, kOneCall),
      .keeps = kLargestAnswer};
  if (!body.empty()) call.headers.emplace_back("Content-Type: application/json");
  return exchanged(webhook_, place_, call);
}

std::optional<GithubIssue> GithubApi::issue(std::int64_t number) {
  const HttpReply reply = call("GET", repository() + "/issues/" + std::to_string(number), "");
  const int status = reply.answered.status;
  if (status == 404 || status == 410 || status == 301) return std::nullopt;
  require_success(webhook_, reply, now_);
  return issue_of(parsed_answer(reply));
}

std::vector<GithubIssue> GithubApi::issues_with(const std::string& word) {
  std::vector<GithubIssue> all;
  const HttpReply newest =
      call("GET", repository() + "/issues?state=all&sort=created&direction=desc&per_page=100", "");
  require_success(webhook_, newest, now_);
  add_issues(all, parsed_answer(newest), word);
  const HttpReply found =
      call("GET",
           "/search/issues?per_page=100&q=" +
               percent_encoded("\"" + word + "\" in:body is:issue repo:" + webhook_.repository),
           "");
  require_success(webhook_, found, now_);
  const GithubJson json = parsed_answer(found);
  if (json.is_object() && json.contains("items")) add_issues(all, json["items"], word);
  return all;
}

std::int64_t GithubApi::open(const std::string& title, const std::string& body) {
  const HttpReply reply =
      call("POST", repository() + "/issues", body_text({{"title", title}, {"body", body}}));
  require_success(webhook_, reply, now_);
  const auto made = issue_of(parsed_answer(reply));
  if (!made) fail({}, "GitHub did not say which issue it opened");
  return made->number;
}

void GithubApi::change(std::int64_t number, const IssueChange& change) {
  GithubJson json = GithubJson::object();
  if (change.title) json["title"] = *change.title;
  if (change.body) json["body"] = *change.body;
  if (change.is_open) json["state"] = *change.is_open ? "open" : "closed";
  require_success(webhook_,
                  call("PATCH", repository() + "/issues/" + std::to_string(number), body_text(json)), now_);
}

std::vector<std::string> GithubApi::comments(std::int64_t number, const std::string& since) {
  const HttpReply reply = call("GET",
                               repository() + "/issues/" + std::to_string(number) +
                                   "/comments?per_page=100&since=" + percent_encoded(since),
                               "");
  require_success(webhook_, reply, now_);
  std::vector<std::string> all;
  const GithubJson json = parsed_answer(reply);
  if (json.is_array())
    for (const GithubJson& one : json) all.push_back(text_of_member(one, "body"));
  return all;
}

void GithubApi::comment(std::int64_t number, const std::string& body) {
  require_success(webhook_,
                  call("POST", repository() + "/issues/" + std::to_string(number) + "/comments",
                       body_text({{"body", body}})),
                  now_);
}

}  // namespace tenon
