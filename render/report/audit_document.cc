// An audit of many databases as values, and as a document.

#include "render/report/audit_document.h"

#include "model/pluralize.h"

namespace tenon {

namespace {

std::size_t target_count(const AuditDocument& audit, bool accepted) {
  std::size_t count = 0;
  for (const AuditGroup& group : audit.groups)
    if (group.is_accepted == accepted) count += group.targets.size();
  return count;
}

DocumentSection section_of(const AuditGroup& group) {
  DocumentSection section;
  section.title = group.fingerprint + " on " + pluralize(group.targets.size(), "target");
  section.is_named = false;
  section.words = group.states;
  if (!group.age.empty()) section.lines.push_back(group.age);
  section.lines.insert(section.lines.end(), group.lines.begin(), group.lines.end());
  section.targets = group.targets;
  section.entries = group.entries;
  if (group.is_accepted)
    for (DocumentEntry& entry : section.entries) entry.severity = Severity::kNote;
  return section;
}

void add_targets(ReportDocument& document, const AuditDocument& audit) {
  for (const AuditGap& gap : audit.not_audited)
    document.targets.push_back({gap.target, DocumentOutcome::kUnknown, gap.reason,
                                gap.message + (gap.since.empty() ? "" : "; " + gap.since)});
  for (const AuditGroup& group : audit.groups)
    for (const std::string& target : group.targets)
      document.targets.push_back(
          {target, group.is_accepted ? DocumentOutcome::kGood : DocumentOutcome::kFindings, "", ""});
  for (const std::string& target : audit.in_sync)
    document.targets.push_back({target, DocumentOutcome::kGood, "", ""});
}

void add_count(ReportDocument& document, const std::string& word, std::size_t number) {
  if (number) document.counts.push_back({word, number});
}

}  // namespace

ReportDocument document_of(const AuditDocument& audit) {
  ReportDocument made;
  made.verb = "audit";
  made.subject = audit.subject;
  add_targets(made, audit);
  const std::size_t drifting = target_count(audit, false);
  add_count(made, "not audited", audit.not_audited.size());
  add_count(made, "drift", drifting);
  add_count(made, "acknowledged", target_count(audit, true));
  add_count(made, "in sync", audit.in_sync.size());
  for (const AuditGroup& group : audit.groups) made.sections.push_back(section_of(group));
  made.exit_code = audit.exit_code;
  made.outcome = !audit.not_audited.empty() || made.targets.empty() ? DocumentOutcome::kUnknown
                 : drifting                                         ? DocumentOutcome::kFindings
                                                                    : DocumentOutcome::kGood;
  made.verdict = made.outcome == DocumentOutcome::kUnknown ? "could not tell of all"
                 : drifting                                ? "drift"
                                                           : "in sync";
  made.title = made.verdict + ": " + pluralize(made.targets.size(), "target");
  made.looked_at = pluralize(made.targets.size() - audit.not_audited.size(), "target") + " audited" +
                   (audit.started.empty() ? "" : " from " + audit.started) +
                   (audit.duration.empty() ? "" : " in " + audit.duration);
  made.notes = audit.transitions;
  made.notes.insert(made.notes.end(), audit.notes.begin(), audit.notes.end());
  return made;
}

}  // namespace tenon
