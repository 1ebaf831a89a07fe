// Turns a sweep into the neutral document of the report formats.

#include "app/audit/sweep_document.h"

#include <algorithm>

#include "app/audit/stored_entries.h"
#include "audit/fingerprint.h"
#include "audit/judgement.h"
#include "audit/phrase.h"
#include "model/pluralize.h"

namespace tenon {

namespace {

bool passes(const DriftGroup& drift, FailOn fail_on) {
  return fail_on != FailOn::kAny && std::ranges::none_of(drift.findings, [&](const StoredFinding& finding) {
           return fails(fail_on, finding);
         });
}

AuditGroup group_of(const DriftGroup& drift, const SweepSummary& summary) {
  const Instant now = summary.finished;
  AuditGroup made;
  made.fingerprint = shown_fingerprint(drift.fingerprint);
  made.targets = drift.targets;
  made.targets_text = short_list(drift.targets);
  made.says = brief(drift.phrases);
  if (drift.is_new) made.states.emplace_back("new");
  if (drift.since && !drift.is_new)
    made.age = "since " + date_of(*drift.since) + " (" + age_text(now - *drift.since) + ")";
  made.passes = passes(drift, summary.fail_on);
  if (made.passes) made.states.emplace_back("passes");
  made.entries = stored_entries(drift.findings, summary.fail_on);
  return made;
}

AuditGroup group_of(const AcknowledgedGroup& accepted) {
  AuditGroup made;
  made.fingerprint = "acknowledgement " + std::to_string(accepted.ack.id);
  made.states = {"acknowledged"};
  made.targets = accepted.targets;
  made.targets_text = short_list(accepted.targets);
  made.lines = {accepted.ack.owner + ": " + accepted.ack.reason, "until " + date_of(end_of(accepted.ack))};
  made.is_accepted = true;
  made.says = brief(phrases(accepted.findings));
  made.entries = stored_entries(accepted.findings);
  return made;
}

void add_gaps(AuditDocument& made, const SweepSummary& summary) {
  for (const NotAuditedGroup& group : summary.failures)
    for (const std::string& target : group.targets) {
      AuditGap gap{target, group.reason,
                   group.message.empty() ? reason_in_words(group.reason) : group.message, ""};
      const auto at = std::ranges::find(summary.overdue, target, &Overdue::target);
      if (at != summary.overdue.end())
        gap.since = at->last_known ? "last audited " + date_of(*at->last_known) : "never audited before";
      made.not_audited.push_back(std::move(gap));
    }
}

std::string_view transition_word(Transition transition) {
  switch (transition) {
    case Transition::kDriftOpened:
      return "opened";
    case Transition::kDriftChanged:
      return "changed";
    case Transition::kDriftClosed:
      return "closed";
    case Transition::kAuditFailed:
      return "not audited";
    case Transition::kAuditStale:
      return "outdated";
    case Transition::kTargetGone:
      return "no longer there";
    case Transition::kAckExpiring:
      return "ends soon";
    case Transition::kAckExpired:
      return "ended";
    case Transition::kSweepFinished:
      return "finished";
  }
  return "";
}

/// Returns `7c1e-f0a2 on tenant-001..012`, `edge-07: is locked`, `acknowledgement 3`.
DocumentChange change_of(const GroupTransition& group) {
  std::vector<std::string> names;
  for (const TargetTransition& member : group.members)
    if (!member.target.empty()) names.push_back(member.target);
  if (group.transition == Transition::kTargetGone)
    return {std::string(transition_word(group.transition)),
            short_list(names) + " (" + group.members.front().message + ")"};
  std::string text;
  if (group.ack_id) text = "acknowledgement " + std::to_string(*group.ack_id);
  if (!group.fingerprint.empty()) text = shown_fingerprint(group.fingerprint);
  if (!group.former_fingerprint.empty())
    text += ", formerly " + shown_fingerprint(group.former_fingerprint) + ",";
  if (!names.empty()) text += (text.empty() ? "" : " on ") + short_list(names);
  const bool is_accepted = group.transition == Transition::kDriftClosed && group.reason == "acknowledged";
  if (!group.reason.empty() && !is_accepted)
    text += group.fingerprint.empty() ? ": " + reason_in_words(group.reason) : " (" + group.reason + ")";
  return {is_accepted ? group.reason : std::string(transition_word(group.transition)), text};
}

}  // namespace

AuditDocument document_of(const Swept& swept) {
  const SweepSummary& summary = swept.summary;
  AuditDocument made;
  made.subject = swept.selection;
  made.started = rfc3339(std::chrono::floor<std::chrono::seconds>(summary.started));
  made.duration = duration_text(summary.finished - summary.started);
  for (const AuditResult& result : swept.results)
    if (result.outcome == AuditOutcome::kInSync) made.in_sync.push_back(result.target);
  for (const DriftGroup& group : summary.groups) made.groups.push_back(group_of(group, summary));
  for (const AcknowledgedGroup& group : summary.acknowledgements) made.groups.push_back(group_of(group));
  made.is_first = summary.is_first;
  add_gaps(made, summary);
  for (const GroupTransition& group : summary.transitions) made.transitions.push_back(change_of(group));
  for (const Ack& ack : summary.ending)
    made.notes.push_back("acknowledgement " + std::to_string(ack.id) + " ends on " + date_of(end_of(ack)) +
                         ": " + ack.reason);
  if (summary.fail_on != FailOn::kAny)
    made.notes.push_back("fail_on = " + std::string(to_string(summary.fail_on)) + " lets the drift of " +
                         std::to_string(summary.passing) + " of " + pluralize(summary.drift, "target") +
                         " pass");
  if (summary.partial > 0)
    made.notes.push_back("of " + pluralize(summary.partial, "target") + " not everything could be told");
  made.exit_code = exit_code(summary);
  return made;
}

}  // namespace tenon
