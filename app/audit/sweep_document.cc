// Turns a sweep into the neutral document of the report formats.

#include "app/audit/sweep_document.h"

#include <algorithm>

#include "audit/fingerprint.h"
#include "audit/phrase.h"
#include "model/change.h"
#include "render/report/report_document.h"

namespace tenon {

namespace {

Verb verb_of(const std::string& op) {
  for (const Verb verb : {Verb::kAdd, Verb::kDrop, Verb::kChange, Verb::kRename, Verb::kValidate})
    if (op_word(verb) == op) return verb;
  return Verb::kUnknown;
}

Kind kind_of(const std::string& word) {
  for (int kind = static_cast<int>(Kind::kSchema); kind <= static_cast<int>(Kind::kForeignKey); ++kind)
    if (to_string(static_cast<Kind>(kind)) == word) return static_cast<Kind>(kind);
  return Kind::kTable;
}

Finding finding_of(const StoredFinding& stored) {
  Finding made;
  made.verb = verb_of(stored.op);
  made.key = {kind_of(stored.kind), Name(stored.schema), Name(stored.table), Name(stored.name)};
  made.actual_name = stored.actual_name;
  made.declared_definition = stored.declared_definition;
  made.actual_definition = stored.actual_definition;
  for (const StoredAttribute& attribute : stored.attributes)
    made.changes.push_back({attribute.name, attribute.actual, attribute.declared, "", ""});
  return made;
}

std::vector<DocumentEntry> entries_of(const std::vector<StoredFinding>& findings) {
  std::vector<DocumentEntry> all;
  for (const StoredFinding& finding : findings)
    all.push_back(entry_of(finding_of(finding), Wording::kFindings));
  return all;
}

AuditGroup group_of(const DriftGroup& drift, Instant now) {
  AuditGroup made;
  made.fingerprint = shown_fingerprint(drift.fingerprint);
  made.targets = drift.targets;
  if (drift.is_new) made.states.emplace_back("new");
  if (drift.since && !drift.is_new)
    made.age = "since " + date_of(*drift.since) + ", " + age_text(now - *drift.since);
  made.entries = entries_of(drift.findings);
  return made;
}

const AuditResult* result_of(const Swept& swept, const std::string& target) {
  const auto at = std::ranges::lower_bound(swept.results, target, {}, &AuditResult::target);
  return at != swept.results.end() && at->target == target ? &*at : nullptr;
}

AuditGroup group_of(const AcknowledgedGroup& accepted, const Swept& swept) {
  AuditGroup made;
  made.fingerprint = "acknowledgement " + std::to_string(accepted.ack.id);
  made.states = {"acknowledged"};
  made.targets = accepted.targets;
  made.lines = {accepted.ack.owner + ": " + accepted.ack.reason, "until " + date_of(end_of(accepted.ack))};
  made.is_accepted = true;
  const AuditResult* first = accepted.targets.empty() ? nullptr : result_of(swept, accepted.targets.front());
  if (first) made.entries = entries_of(first->findings);
  return made;
}

void add_gaps(AuditDocument& made, const SweepSummary& summary) {
  for (const NotAuditedGroup& group : summary.failures)
    for (const std::string& target : group.targets) {
      AuditGap gap{target, group.reason, group.message, ""};
      const auto at = std::ranges::find(summary.overdue, target, &Overdue::target);
      if (at != summary.overdue.end())
        gap.since = at->last_known ? "last audited " + date_of(*at->last_known) : "never audited before";
      made.not_audited.push_back(std::move(gap));
    }
}

std::string transition_text(const GroupTransition& group) {
  std::vector<std::string> names;
  for (const TargetTransition& member : group.members)
    if (!member.target.empty()) names.push_back(member.target);
  std::string text(to_string(group.transition));
  if (!group.fingerprint.empty()) text += " " + brief_fingerprint(group.fingerprint);
  if (!names.empty()) text += " on " + short_list(names);
  if (!group.reason.empty()) text += " (" + group.reason + ")";
  return text;
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
  for (const DriftGroup& group : summary.groups) made.groups.push_back(group_of(group, summary.finished));
  for (const AcknowledgedGroup& group : summary.acknowledgements)
    made.groups.push_back(group_of(group, swept));
  add_gaps(made, summary);
  for (const GroupTransition& group : summary.transitions) made.transitions.push_back(transition_text(group));
  for (const Ack& ack : summary.ending)
    made.notes.push_back("acknowledgement " + std::to_string(ack.id) + " ends on " + date_of(end_of(ack)) +
                         ": " + ack.reason);
  made.exit_code = exit_code(summary);
  return made;
}

}  // namespace tenon
