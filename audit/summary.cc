// The nightly summary as a value: results, states and transitions in, groups and counts out.

#include "audit/summary.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "audit/judgement.h"
#include "audit/phrase.h"

namespace tenon {

namespace {

std::set<std::string> open_fingerprints(std::span<const TargetState> states) {
  std::set<std::string> all;
  for (const TargetState& state : states)
    if (state.open) all.insert(state.open->fingerprint);
  return all;
}

/// When the oldest open episode with each fingerprint was seen first.
std::map<std::string, Instant> first_seen(std::span<const TargetState> states) {
  std::map<std::string, Instant> all;
  for (const TargetState& state : states) {
    if (!state.open) continue;
    const auto [at, is_first] = all.try_emplace(state.open->fingerprint, state.open->opened.to);
    if (!is_first) at->second = std::min(at->second, state.open->opened.to);
  }
  return all;
}

/// Returns the findings that an acknowledgement covers on the first of its targets.
std::vector<StoredFinding> covered(const AcknowledgedGroup& group, std::span<const AuditResult> results) {
  const auto first = std::ranges::find(results, group.targets.front(), &AuditResult::target);
  std::vector<StoredFinding> all;
  std::ranges::copy_if(first->findings, std::back_inserter(all), [&](const StoredFinding& finding) {
    return covers(group.ack, finding, first->target, first->labels);
  });
  return all;
}

std::vector<AcknowledgedGroup> by_acknowledgement(const SweepFacts& facts) {
  std::map<std::int64_t, std::vector<std::string>> targets;
  for (const AuditResult& result : facts.results) {
    if (result.outcome != AuditOutcome::kAcknowledged) continue;
    for (const std::int64_t id : result.ack_ids) targets[id].push_back(result.target);
  }
  std::vector<AcknowledgedGroup> all;
  for (auto& [id, names] : targets) {
    const auto ack = std::ranges::find(facts.acks, id, &Ack::id);
    if (ack == facts.acks.end()) continue;
    std::ranges::sort(names);
    all.push_back({*ack, std::move(names)});
    all.back().findings = covered(all.back(), facts.results);
  }
  return all;
}

std::vector<NotAuditedGroup> failures_of(std::span<const AuditResult> results) {
  std::map<std::tuple<std::string, std::int64_t, std::string>, NotAuditedGroup> by_cause;
  for (const AuditResult& result : results) {
    if (is_known(result.outcome)) continue;
    const AuditError why = result.error.value_or(AuditError{std::string(to_string(result.outcome)), ""});
    NotAuditedGroup& group = by_cause[{why.reason, result.attempts, why.message}];
    group.reason = why.reason;
    group.message = why.message;
    group.attempts = result.attempts;
    group.targets.push_back(result.target);
  }
  std::vector<NotAuditedGroup> all;
  for (auto& [key, group] : by_cause) {
    std::ranges::sort(group.targets);
    all.push_back(std::move(group));
  }
  std::ranges::stable_sort(all, [](const NotAuditedGroup& a, const NotAuditedGroup& b) {
    return std::tuple(a.reason, b.targets.size(), a.targets.front()) <
           std::tuple(b.reason, a.targets.size(), b.targets.front());
  });
  return all;
}

std::vector<Overdue> overdue_of(const SweepFacts& facts, int nights) {
  std::vector<Overdue> all;
  for (const TargetState& state : facts.after) {
    const std::optional<Instant> since = state.last_known ? state.last_known : state.failing_since;
    if (state.failures > 0 && since && facts.finished - *since > std::chrono::days(nights))
      all.push_back({state.target, state.last_known});
  }
  return all;
}

/// Returns the results with the findings that nobody acknowledged: those that fingerprints are made of.
std::vector<AuditResult> without_acknowledged(std::vector<AuditResult> results, std::span<const Ack> acks) {
  for (AuditResult& result : results) {
    if (result.acknowledged == 0) continue;
    std::erase_if(result.findings, [&](const StoredFinding& finding) {
      return std::ranges::any_of(acks, [&](const Ack& ack) {
        return is_active(ack, result.finished) && covers(ack, finding, result.target, result.labels);
      });
    });
  }
  return results;
}

/// Counts what passes. `open`: the results with the findings that nobody acknowledged.
void count_passing(SweepSummary& made, std::span<const AuditResult> open) {
  for (const AuditResult& result : open) {
    const bool is_drift = result.outcome == AuditOutcome::kDrift;
    const bool passes = is_drift && made.fail_on != FailOn::kAny &&
                        std::ranges::none_of(result.findings, [&](const StoredFinding& finding) {
                          return fails(made.fail_on, finding);
                        });
    if (passes) ++made.passing;
    if ((passes || result.outcome == AuditOutcome::kAcknowledged) && *result.is_partial) ++made.partial;
  }
}

void count_outcomes(SweepSummary& made, std::span<const AuditResult> results) {
  made.targets = results.size();
  for (const AuditResult& result : results) {
    if (result.outcome == AuditOutcome::kInSync) ++made.in_sync;
    if (result.outcome == AuditOutcome::kDrift) ++made.drift;
    if (result.outcome == AuditOutcome::kAcknowledged) ++made.acknowledged;
    if (!is_known(result.outcome)) ++made.not_audited;
  }
}

/// Counts the groups that were there before and have spread to another target.
std::size_t grown(const SweepFacts& facts, std::span<const GroupTransition> transitions) {
  const std::set<std::string> before = open_fingerprints(facts.before);
  return static_cast<std::size_t>(std::ranges::count_if(transitions, [&](const GroupTransition& group) {
    return group.transition <= Transition::kDriftChanged && before.contains(group.fingerprint);
  }));
}

}  // namespace

std::vector<DriftGroup> groups(std::span<const AuditResult> results, std::span<const TargetState> before,
                               std::span<const TargetState> after) {
  const std::set<std::string> known = open_fingerprints(before);
  const std::map<std::string, Instant> seen = first_seen(after);
  std::map<std::string, DriftGroup> by_fingerprint;
  for (const AuditResult& result : results) {
    if (result.outcome != AuditOutcome::kDrift) continue;
    DriftGroup& group = by_fingerprint[result.fingerprint];
    if (group.targets.empty()) group.findings = result.findings;
    group.targets.push_back(result.target);
  }
  std::vector<DriftGroup> all;
  for (auto& [fingerprint, group] : by_fingerprint) {
    group.fingerprint = fingerprint;
    std::ranges::sort(group.targets);
    group.is_new = !known.contains(fingerprint);
    if (const auto at = seen.find(fingerprint); at != seen.end()) group.since = at->second;
    group.phrases = phrases(group.findings);
    all.push_back(std::move(group));
  }
  std::ranges::stable_sort(all, std::greater{}, [](const DriftGroup& group) { return group.targets.size(); });
  return all;
}

int exit_code(const SweepSummary& summary) {
  if (summary.not_audited > 0 || summary.targets == 0) return 1;
  if (summary.drift > summary.passing) return 2;
  return summary.partial > 0 ? 1 : 0;
}

SweepSummary summarized(const SweepFacts& facts, const SummaryPolicy& policy) {
  SweepSummary made;
  made.sweep = facts.sweep;
  made.started = facts.started;
  made.finished = facts.finished;
  made.workers = facts.workers;
  made.is_first = facts.is_first;
  made.fail_on = policy.fail_on;
  count_outcomes(made, facts.results);
  const std::vector<AuditResult> open = without_acknowledged(facts.results, facts.acks);
  count_passing(made, open);
  made.groups = groups(open, facts.before, facts.after);
  made.acknowledgements = by_acknowledgement(facts);
  made.failures = failures_of(facts.results);
  made.transitions = grouped(facts.transitions);
  made.grown = grown(facts, made.transitions);
  made.overdue = overdue_of(facts, policy.nights);
  for (const Ack& ack : facts.acks)
    if (is_about_to_end(ack, facts.finished, policy.ending_days)) made.ending.push_back(ack);
  return made;
}

}  // namespace tenon
