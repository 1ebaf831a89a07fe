// A target that is no longer there: its state before in, what is closed, told and remembered of it out.

#include "audit/gone.h"

#include <algorithm>
#include <set>
#include <utility>

#include "audit/fingerprint.h"

namespace tenon {

namespace {

/// Returns `drift 916b-0e7c-d37d when last audited`.
std::string last_state(const TargetState& state) {
  std::string text = "never audited";
  if (state.open)
    text = "drift " + shown_fingerprint(state.open->fingerprint) + " when last audited";
  else if (state.outcome == AuditOutcome::kInSync)
    text = "in sync when last audited";
  else if (state.outcome == AuditOutcome::kAcknowledged)
    text = "acknowledged when last audited";
  else if (state.outcome)
    text = "not audited the last time";
  return text;
}

TargetTransition told(const TargetState& before) {
  TargetTransition made;
  made.transition = Transition::kTargetGone;
  made.target = before.target;
  if (before.open) made.fingerprint = before.open->fingerprint;
  if (before.outcome) made.reason = to_string(*before.outcome);
  made.message = last_state(before);
  made.since = before.last_known;
  return made;
}

void close_episode(HistoryStep& step, const TargetState& before, Instant now) {
  Episode episode = *before.open;
  episode.closed = Window{before.last_known, now};
  if (episode.closed->from && *episode.closed->from > now)
    std::swap(*episode.closed->from, episode.closed->to);
  episode.is_gone = true;
  TargetTransition closed;
  closed.transition = Transition::kDriftClosed;
  closed.target = before.target;
  closed.fingerprint = episode.fingerprint;
  closed.window = episode.closed;
  closed.reason = kEndedAsGone;
  step.transitions.push_back(std::move(closed));
  step.episode = std::move(episode);
}

/// A list that can be read again, or is no longer there: it has no failure any more.
TargetState settled_list(TargetState state) {
  state.failing_since.reset();
  state.failing_reason.clear();
  state.failures = 0;
  return state;
}

}  // namespace

HistoryStep gone(const TargetState& before, Instant now) {
  HistoryStep step;
  if (before.origin.is_list) {
    step.after = settled_list(before);
    return step;
  }
  step.after.target = before.target;
  step.after.outcome = before.outcome;
  step.after.origin = before.origin;
  step.after.gone_since = now;
  if (before.open) close_episode(step, before, now);
  step.transitions.push_back(told(before));
  return step;
}

std::vector<TargetState> left(const std::vector<TargetState>& states, const std::string& configuration,
                              const std::vector<std::string>& names) {
  const std::set<std::string> fleet(names.begin(), names.end());
  std::vector<TargetState> all;
  for (const TargetState& state : states)
    if (state.origin.configuration == configuration && !state.gone_since && !fleet.contains(state.target))
      all.push_back(state);
  return all;
}

}  // namespace tenon
