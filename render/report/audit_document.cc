// An audit of many databases as values, and as a document.

#include "render/report/audit_document.h"

#include <set>

#include "model/pluralize.h"

namespace tenon {

namespace {

/// What becomes of the drift of a group.
enum class GroupFate { kFails, kPasses, kAccepted };

GroupFate fate_of(const AuditGroup& group) {
  if (group.is_accepted) return GroupFate::kAccepted;
  return group.passes ? GroupFate::kPasses : GroupFate::kFails;
}

/// The targets of all groups; one that several acknowledgements cover is one target.
std::set<std::string> targets_of(const AuditDocument& audit, GroupFate fate) {
  std::set<std::string> all;
  for (const AuditGroup& group : audit.groups)
    if (fate_of(group) == fate) all.insert(group.targets.begin(), group.targets.end());
  return all;
}

DocumentSection section_of(const AuditGroup& group) {
  DocumentSection section;
  section.title = group.fingerprint;
  section.is_named = !group.is_accepted;
  section.words = group.states;
  if (!group.age.empty()) section.lines.push_back(group.age);
  section.lines.insert(section.lines.end(), group.lines.begin(), group.lines.end());
  section.targets = group.targets;
  section.targets_text = group.targets_text;
  section.says = group.says;
  section.entries = group.entries;
  if (group.is_accepted)
    for (DocumentEntry& entry : section.entries) entry.severity = Severity::kNote;
  return section;
}

void add_targets(ReportDocument& document, const AuditDocument& audit) {
  for (const AuditGap& gap : audit.not_audited)
    document.targets.push_back({gap.target, DocumentOutcome::kUnknown, gap.reason,
                                gap.message + (gap.since.empty() ? "" : "; " + gap.since)});
  for (const std::string& target : targets_of(audit, GroupFate::kFails))
    document.targets.push_back({target, DocumentOutcome::kFindings, "", ""});
  for (const GroupFate fate : {GroupFate::kPasses, GroupFate::kAccepted})
    for (const std::string& target : targets_of(audit, fate))
      document.targets.push_back({target, DocumentOutcome::kGood, "", ""});
  for (const std::string& target : audit.in_sync)
    document.targets.push_back({target, DocumentOutcome::kGood, "", ""});
}

void add_count(ReportDocument& document, const std::string& word, std::size_t number) {
  if (number) document.counts.push_back({word, number});
}

/// Returns `4 of 43 targets not audited, drift on 21`: what is gravest stands first.
std::string title_of(const ReportDocument& document, std::size_t not_audited, std::size_t drifting) {
  const std::string of_all = " of " + pluralize(document.targets.size(), "target");
  if (document.targets.empty()) return "no target was audited";
  if (not_audited)
    return std::to_string(not_audited) + of_all + " not audited" +
           (drifting ? ", drift on " + std::to_string(drifting) : "");
  if (drifting) return "drift on " + std::to_string(drifting) + of_all;
  return document.verdict + ": " + pluralize(document.targets.size(), "target");
}

void add_changes(ReportDocument& document, const AuditDocument& audit) {
  document.changes_title = "Since the last audit";
  document.changes = audit.transitions;
  if (audit.is_first)
    document.changes = {{"", "this is the first audit: there is nothing to compare it with"}};
}

}  // namespace

ReportDocument document_of(const AuditDocument& audit) {
  ReportDocument made;
  made.verb = "audit";
  made.subject = audit.subject;
  made.sides = {{"audited", audit.subject, ""}};
  if (!audit.started.empty()) made.sides.push_back({"at", audit.started, ""});
  add_targets(made, audit);
  const std::size_t failing = targets_of(audit, GroupFate::kFails).size();
  const std::size_t passing = targets_of(audit, GroupFate::kPasses).size();
  const std::size_t drifting = failing + passing;
  const std::size_t accepted = targets_of(audit, GroupFate::kAccepted).size();
  add_count(made, "not audited", audit.not_audited.size());
  add_count(made, "drift", drifting);
  add_count(made, "acknowledged", accepted);
  add_count(made, "in sync", audit.in_sync.size());
  for (const AuditGroup& group : audit.groups) made.sections.push_back(section_of(group));
  made.exit_code = audit.exit_code;
  made.outcome = !audit.not_audited.empty() || made.targets.empty() ? DocumentOutcome::kUnknown
                 : failing                                          ? DocumentOutcome::kFindings
                 : audit.exit_code == 1                             ? DocumentOutcome::kUnknown
                                                                    : DocumentOutcome::kGood;
  made.verdict = made.outcome == DocumentOutcome::kUnknown ? "could not tell of all"
                 : failing                                 ? "drift"
                 : passing                                 ? "drift that passes"
                 : accepted && audit.in_sync.empty()       ? "acknowledged"
                 : accepted                                ? "in sync or acknowledged"
                                                           : "in sync";
  made.title = title_of(made, audit.not_audited.size(), drifting);
  made.looked_at = pluralize(made.targets.size() - audit.not_audited.size(), "target") + " audited" +
                   (audit.started.empty() ? "" : " from " + audit.started) +
                   (audit.duration.empty() ? "" : " in " + audit.duration);
  add_changes(made, audit);
  made.notes = audit.notes;
  return made;
}

}  // namespace tenon
