// The part of GitHub's REST API that keeps issues.

#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "notify/exchange.h"

namespace tenon {

/// An issue, as far as it matters here.
struct GithubIssue {
  std::int64_t number = 0;
  bool is_open = true;
  std::string title;
  std::string body;
};

/// What of an issue is changed; nullopt: it stays.
struct IssueChange {
  std::optional<std::string> title = {};
  std::optional<std::string> body = {};
  std::optional<bool> is_open = {};
};

/// A call that came to nothing: how the answer counts for another attempt, and a sentence without secrets.
class GithubFailure : public std::exception {
 public:
  explicit GithubFailure(SendResult result) : result_(std::move(result)) {}
  const SendResult& result() const { return result_; }
  const char* what() const noexcept override { return result_.error.c_str(); }

 private:
  SendResult result_;
};

/// The issues of one repository ("REST API endpoints for issues", version 2022-11-28). Functions throw
/// GithubFailure: a rate limit counts as 429 with the time that GitHub gives, whatever its status is.
class GithubApi {
 public:
  /// Resolves and judges the address. Throws Error as place_of() does. REQUIRES: the webhook outlives it.
  /// `now` is the time of the first call; all calls together take a minute at most.
  GithubApi(const Webhook& webhook, Instant now);

  /// Returns nullopt for an issue that was deleted or moved.
  std::optional<GithubIssue> issue(std::int64_t number);
  /// Returns issues in whose bodies a word stands: GitHub's index, which lags behind, and the newest hundred,
  /// which do not.
  std::vector<GithubIssue> issues_with(const std::string& word);
  /// Returns the number of the issue that it opens.
  std::int64_t open(const std::string& title, const std::string& body);
  void change(std::int64_t number, const IssueChange& change);
  /// Returns the bodies of the newest hundred comments since a time.
  std::vector<std::string> comments(std::int64_t number, const std::string& since);
  void comment(std::int64_t number, const std::string& body);

 private:
  using Clock = std::chrono::steady_clock;

  HttpReply call(const std::string& method, const std::string& path, const std::string& body);
  std::string repository() const { return "/repos/" + webhook_.repository; }

  const Webhook& webhook_;
  const WebhookPlace place_;
  const Instant now_;
  const Clock::time_point begun_ = Clock::now();
};

}  // namespace tenon
