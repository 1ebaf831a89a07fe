// Decides what becomes of an issue, and has it done.

#include "notify/issue.h"

#include <algorithm>
#include <set>

#include "model/error.h"
#include "model/pluralize.h"
#include "notify/github_api.h"
#include "notify/issue_text.h"

namespace tenon {

namespace {

constexpr const char* kTestKey = "test";

std::string failed_key(const std::string& reason) { return "failed:" + reason; }

/// The issues of some keys, taken until the end of the scope.
class TakenIssues {
 public:
  TakenIssues(IssueMemory& memory, const std::set<std::string>& keys) : memory_(memory) {
    for (const std::string& key : keys) {
      if (!memory_.take(key)) {
        give_back();
        throw GithubFailure({{}, "another process tells of this drift just now"});
      }
      taken_.push_back(key);
    }
  }
  ~TakenIssues() { give_back(); }
  TakenIssues(const TakenIssues&) = delete;
  TakenIssues& operator=(const TakenIssues&) = delete;

 private:
  /// What is not given back is free again after a while.
  void give_back() noexcept {
    for (const std::string& key : taken_) try {
        memory_.give_back(key);
      } catch (const std::exception&) {  // NOLINT: its time runs out
      }
    taken_.clear();
  }

  IssueMemory& memory_;
  std::vector<std::string> taken_;
};

/// Tells one message.
class Teller {
 public:
  Teller(GithubApi& api, const Webhook& webhook, const IssueMessage& message, IssueMemory& memory)
      : api_(api), webhook_(webhook), message_(message), memory_(memory) {}

  void tell() {
    const TakenIssues taken(memory_, keys());
    if (message_.kind == "drift.opened") opened(message_.fingerprint);
    if (message_.kind == "drift.changed") changed();
    if (message_.kind == "drift.closed") left(message_.fingerprint);
    if (message_.kind == "audit.failed") failed();
    if (message_.kind == "test") tested();
  }

 private:
  std::set<std::string> keys() const {
    if (message_.kind == "test") return {kTestKey};
    if (message_.kind == "audit.failed") return {failed_key(message_.reason)};
    std::set<std::string> all{message_.fingerprint, message_.former_fingerprint};
    all.erase("");
    return all;
  }

  std::string word(const std::string& key) const { return issue_word(webhook_.name, key); }

  /// Returns the issue of a key: the one that is remembered, else the oldest one that bears its word.
  std::optional<GithubIssue> found(const std::string& key) {
    const auto known = memory_.number(key);
    auto issue = known ? api_.issue(*known) : std::nullopt;
    if (issue && is_issue_of(issue->body, word(key))) return issue;
    std::vector<GithubIssue> all = api_.issues_with(word(key));
    std::erase_if(all, [&](const GithubIssue& one) { return !is_issue_of(one.body, word(key)); });
    const auto oldest = std::ranges::min_element(all, {}, &GithubIssue::number);
    if (oldest == all.end()) {
      if (known) memory_.remember(key, std::nullopt);
      return std::nullopt;
    }
    memory_.remember(key, oldest->number);
    return *oldest;
  }

  void open(const std::string& key, const std::vector<std::string>& targets) {
    memory_.remember(key, api_.open(message_.title, issue_body(message_, word(key), targets)));
  }

  /// Says something once, however often the message is told.
  void comment(std::int64_t number, const std::string& sentence) {
    constexpr std::chrono::hours kApart(1);  // that clocks may be
    const Instant told = parsed_instant(message_.at).value_or(Instant());
    const std::vector<std::string> said = api_.comments(number, rfc3339(told - kApart));
    const bool is_said =
        std::ranges::any_of(said, [&](const std::string& one) { return is_made_of(one, message_); });
    if (!is_said) api_.comment(number, issue_comment(message_, sentence));
  }

  void close(const GithubIssue& issue, const std::string& sentence) {
    comment(issue.number, sentence);
    api_.change(issue.number, {.body = with_targets(issue.body, {}), .is_open = false});
  }

  /// There is drift, as far as it still is.
  void opened(const std::string& key) {
    const std::vector<std::string> targets = memory_.targets_of(key);
    const auto issue = found(key);
    if (targets.empty()) {
      if (issue && issue->is_open) close(*issue, "No target has this drift any more.");
    } else if (!issue) {
      open(key, targets);
    } else {
      if (!is_made_of(issue->body, message_))
        comment(issue->number,
                issue->is_open ? "More targets have this drift." : "This drift is there again.");
      api_.change(issue->number, {.body = with_targets(issue->body, targets), .is_open = true});
    }
  }

  /// Some targets do not have a drift any more. What people closed stays closed.
  void left(const std::string& key) {
    const std::vector<std::string> targets = memory_.targets_of(key);
    const auto issue = found(key);
    if (!issue || !issue->is_open) return;
    if (targets.empty()) return close(*issue, "No target has this drift any more.");
    comment(issue->number, pluralize(targets.size(), "target") + " have this drift still.");
    api_.change(issue->number, {.body = with_targets(issue->body, targets)});
  }

  /// Drift has another form. Where nobody has the former one, its issue is that of the new one from now on.
  void changed() {
    const std::string& former = message_.former_fingerprint;
    const std::string& key = message_.fingerprint;
    const std::vector<std::string> targets = memory_.targets_of(key);
    const auto before = former.empty() ? std::nullopt : found(former);
    const bool is_carried =
        before && before->is_open && memory_.targets_of(former).empty() && !targets.empty() && !found(key);
    if (!is_carried) {
      if (before) left(former);
      return opened(key);
    }
    comment(before->number, "The drift has another form now.");
    api_.change(before->number,
                {.title = message_.title, .body = issue_body(message_, word(key), targets), .is_open = true});
    memory_.remember(key, before->number);
    memory_.remember(former, std::nullopt);
  }

  /// Nothing tells that a target can be audited again, so people close such an issue.
  void failed() {
    const std::string key = failed_key(message_.reason);
    const auto issue = found(key);
    if (!issue) return open(key, message_.targets);
    if (is_made_of(issue->body, message_)) return;  // it was opened, and the answer was lost
    comment(issue->number, "Targets could not be audited.");
    api_.change(issue->number, {.body = with_targets(issue->body, message_.targets), .is_open = true});
  }

  /// Shows that an issue can be opened, commented on and closed.
  void tested() {
    auto issue = found(kTestKey);
    if (!issue) open(kTestKey, {});
    if (!issue) issue = found(kTestKey);
    if (!issue) throw GithubFailure({{}, "the issue that was opened cannot be found again"});
    comment(issue->number, "This is a test.");
    api_.change(issue->number, {.is_open = false});
  }

  GithubApi& api_;
  const Webhook& webhook_;
  const IssueMessage& message_;
  IssueMemory& memory_;
};

}  // namespace

SendResult issue_told(const Webhook& webhook, std::string_view id, std::string_view body, Instant now,
                      IssueMemory& memory) {
  try {
    const IssueMessage message = issue_message(id, body);
    GithubApi api(webhook, now);
    Teller(api, webhook, message, memory).tell();
    return {{200}, ""};
  } catch (const GithubFailure& failure) {
    return {failure.result().answered, without_secrets(webhook, failure.result().error)};
  } catch (const Error& error) {
    return {{}, without_secrets(webhook, error.what())};
  }
}

}  // namespace tenon
