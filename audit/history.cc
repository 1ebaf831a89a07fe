// What a target's results say over time: its state, its episodes of drift, and the transitions between
// results.

#include "audit/history.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace tenon {

namespace {

constexpr std::array<std::pair<Transition, std::string_view>, 9> kTransitions{{
    {Transition::kDriftOpened, "drift.opened"},
    {Transition::kDriftChanged, "drift.changed"},
    {Transition::kDriftClosed, "drift.closed"},
    {Transition::kAuditFailed, "audit.failed"},
    {Transition::kAuditStale, "audit.stale"},
    {Transition::kTargetGone, "target.gone"},
    {Transition::kAckExpiring, "ack.expiring"},
    {Transition::kAckExpired, "ack.expired"},
    {Transition::kSweepFinished, "sweep.finished"},
}};
constexpr const char* kByEndOfAck = "acknowledgement ended";

/// The first and the last moment at which a result may have read the catalog.
Instant earliest_reading(const AuditResult& result) { return result.read_at.value_or(result.started); }
Instant latest_reading(const AuditResult& result) { return result.read_at.value_or(result.finished); }

Window window_between(const TargetState& before, const AuditResult& result) {
  Window window{before.last_known, latest_reading(result)};
  if (window.from && *window.from > window.to) std::swap(*window.from, window.to);
  return window;
}

/// Whether the catalog differs as it did for the last known result, whatever is acknowledged.
bool is_same_drift(const TargetState& before, const AuditResult& result) {
  return before.last_known && before.full_fingerprint == result.full_fingerprint;
}

TargetTransition drift_transition(Transition kind, const AuditResult& result, const Window& window) {
  TargetTransition made;
  made.transition = kind;
  made.target = result.target;
  made.fingerprint = result.fingerprint;
  made.window = window;
  return made;
}

void open_episode(HistoryStep& step, const TargetState& before, const AuditResult& result) {
  const bool is_old = is_same_drift(before, result);
  Episode episode;
  episode.target = result.target;
  episode.first_fingerprint = episode.fingerprint = result.fingerprint;
  episode.opened = is_old && before.full_since ? *before.full_since : window_between(before, result);
  TargetTransition opened = drift_transition(Transition::kDriftOpened, result, episode.opened);
  if (is_old) opened.reason = kByEndOfAck;
  step.transitions.push_back(std::move(opened));
  step.after.open = episode;
  step.episode = std::move(episode);
}

void change_episode(HistoryStep& step, const TargetState& before, const AuditResult& result) {
  Episode episode = *before.open;
  TargetTransition changed =
      drift_transition(Transition::kDriftChanged, result, window_between(before, result));
  changed.former_fingerprint = episode.fingerprint;
  if (is_same_drift(before, result)) {
    changed.reason = kEndedByAck;
    changed.window.reset();
  } else {
    episode.changed = changed.window;
  }
  episode.fingerprint = result.fingerprint;
  step.transitions.push_back(std::move(changed));
  step.after.open = episode;
  step.episode = std::move(episode);
}

void close_episode(HistoryStep& step, const TargetState& before, const AuditResult& result) {
  Episode episode = *before.open;
  episode.closed = window_between(before, result);
  episode.is_acknowledged = is_same_drift(before, result);
  TargetTransition closed = drift_transition(Transition::kDriftClosed, result, *episode.closed);
  closed.fingerprint = episode.fingerprint;
  if (episode.is_acknowledged) closed.reason = kEndedByAck;
  step.transitions.push_back(std::move(closed));
  step.after.open.reset();
  step.episode = std::move(episode);
}

HistoryStep after_failure(HistoryStep step, const TargetState& before, const AuditResult& result) {
  TargetState& after = step.after;
  const AuditError why = result.error.value_or(AuditError{std::string(to_string(result.outcome)), ""});
  ++after.failures;
  if (!after.failing_since) after.failing_since = result.finished;
  after.failing_reason = why.reason;
  if (before.failures > 0 && before.failing_reason == why.reason) return step;
  TargetTransition failed;
  failed.transition = Transition::kAuditFailed;
  failed.target = result.target;
  failed.reason = why.reason;
  failed.message = why.message;
  step.transitions.push_back(std::move(failed));
  return step;
}

/// What one message is about: the kind, and the cause that its members share.
using Cause = std::tuple<Transition, std::string, std::string, std::string, std::optional<std::int64_t>>;

Cause cause_of(const TargetTransition& one) {
  return {one.transition, one.fingerprint, one.former_fingerprint, one.reason, one.ack_id};
}

/// Puts together what happened to the drift of one target: what came and went again is nothing, and what
/// changed twice changed once.
class NetDrift {
 public:
  void add(const TargetTransition& one) {
    if (!first_) first_ = one;
    last_ = one;
  }
  void put(std::vector<TargetTransition>& all) const {
    if (!first_) return;
    const std::string before = first_->transition == Transition::kDriftOpened    ? ""
                               : first_->transition == Transition::kDriftChanged ? first_->former_fingerprint
                                                                                 : first_->fingerprint;
    const std::string after = last_->transition == Transition::kDriftClosed ? "" : last_->fingerprint;
    if (before == after) return;
    TargetTransition net = *last_;
    net.transition = before.empty()  ? Transition::kDriftOpened
                     : after.empty() ? Transition::kDriftClosed
                                     : Transition::kDriftChanged;
    net.fingerprint = after.empty() ? before : after;
    net.former_fingerprint = before.empty() || after.empty() ? "" : before;
    if (first_->transition == Transition::kDriftOpened) net.window = first_->window;
    all.push_back(std::move(net));
  }

 private:
  std::optional<TargetTransition> first_;
  std::optional<TargetTransition> last_;
};

bool is_about_drift(const TargetTransition& one) { return one.transition <= Transition::kDriftClosed; }

std::vector<TargetTransition> net(const std::vector<TargetTransition>& transitions) {
  std::map<std::string, NetDrift> drift;
  std::map<std::pair<std::string, Cause>, TargetTransition> others;
  for (const TargetTransition& one : transitions) {
    if (is_about_drift(one))
      drift[one.target].add(one);
    else
      others.insert_or_assign({one.target, cause_of(one)}, one);
  }
  std::vector<TargetTransition> all;
  for (const auto& [target, one] : drift) one.put(all);
  for (const auto& [key, one] : others) all.push_back(one);
  return all;
}

}  // namespace

std::string_view to_string(Transition transition) {
  for (const auto& [value, word] : kTransitions)
    if (value == transition) return word;
  return "";
}

std::optional<Transition> transition_named(std::string_view word) {
  for (const auto& [value, known] : kTransitions)
    if (known == word) return value;
  return std::nullopt;
}

HistoryStep next(const TargetState& before, const AuditResult& result) {
  HistoryStep step;
  step.after = before;
  step.after.target = result.target;
  step.after.outcome = result.outcome;
  if (!result.origin->configuration.empty()) step.after.origin = *result.origin;
  step.after.gone_since.reset();
  if (!is_known(result.outcome)) return after_failure(std::move(step), before, result);
  if (!before.open && !result.fingerprint.empty())
    open_episode(step, before, result);
  else if (before.open && result.fingerprint.empty())
    close_episode(step, before, result);
  else if (before.open && before.open->fingerprint != result.fingerprint)
    change_episode(step, before, result);
  TargetState& after = step.after;
  if (!is_same_drift(before, result)) after.full_since = window_between(before, result);
  after.last_known = earliest_reading(result);
  after.failing_since.reset();
  after.failing_reason.clear();
  after.failures = 0;
  after.is_stale_told = false;
  after.fingerprint = result.fingerprint;
  after.full_fingerprint = result.full_fingerprint;
  return step;
}

std::vector<TargetTransition> stale(const std::vector<TargetState>& states, Instant now, StalePolicy policy) {
  std::vector<TargetTransition> all;
  for (const TargetState& state : states) {
    const std::optional<Instant> since = state.last_known ? state.last_known : state.failing_since;
    if (state.is_stale_told || !since || now - *since <= policy.after) continue;
    TargetTransition told;
    told.transition = Transition::kAuditStale;
    told.target = state.target;
    told.reason = state.failing_reason;
    told.since = state.last_known;
    all.push_back(std::move(told));
  }
  return all;
}

std::vector<GroupTransition> grouped(const std::vector<TargetTransition>& transitions) {
  std::map<Cause, GroupTransition> by_cause;
  for (const TargetTransition& one : net(transitions)) {
    GroupTransition& group = by_cause[cause_of(one)];
    group.transition = one.transition;
    group.fingerprint = one.fingerprint;
    group.former_fingerprint = one.former_fingerprint;
    group.reason = one.reason;
    group.ack_id = one.ack_id;
    group.members.push_back(one);
  }
  std::vector<GroupTransition> all;
  for (auto& [cause, group] : by_cause) all.push_back(std::move(group));
  std::ranges::stable_sort(all, [](const GroupTransition& a, const GroupTransition& b) {
    return std::pair(a.transition, b.members.size()) < std::pair(b.transition, a.members.size());
  });
  return all;
}

}  // namespace tenon
