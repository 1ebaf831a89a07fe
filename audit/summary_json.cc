// Writes the summary of a sweep as JSON.

#include "audit/summary_json.h"

#include "audit/judgement.h"
#include "audit/values_json.h"

namespace tenon {

namespace {

using Ordered = OrderedJson;

Ordered finding_list(std::span<const StoredFinding> findings, FailOn fail_on) {
  Ordered all = Ordered::array();
  for (const StoredFinding& finding : findings) {
    Ordered one = json_of(finding);
    if (finding.op != "unknown" && !fails(fail_on, finding)) one["fails"] = false;
    all.push_back(std::move(one));
  }
  return all;
}

Ordered groups_json(const SweepSummary& summary) {
  Ordered all = Ordered::array();
  for (const DriftGroup& group : summary.groups)
    all.push_back({{"fingerprint", group.fingerprint},
                   {"new", group.is_new},
                   {"since", json_of(group.since)},
                   {"targets", group.targets},
                   {"phrases", group.phrases},
                   {"findings", finding_list(group.findings, summary.fail_on)}});
  return all;
}

Ordered ack_entry(const Ack& ack) {
  return {{"id", ack.id},         {"finding", ack.finding_key}, {"selector", ack.selector},
          {"reason", ack.reason}, {"owner", ack.owner},         {"ends", rfc3339(end_of(ack))}};
}

Ordered acknowledged_json(const SweepSummary& summary) {
  Ordered all = Ordered::array();
  for (const AcknowledgedGroup& group : summary.acknowledgements) {
    Ordered one = ack_entry(group.ack);
    one["targets"] = group.targets;
    one["findings"] = finding_list(group.findings, FailOn::kAny);
    all.push_back(std::move(one));
  }
  return all;
}

Ordered failures_json(const SweepSummary& summary) {
  Ordered all = Ordered::array();
  for (const NotAuditedGroup& group : summary.failures)
    all.push_back({{"reason", group.reason},
                   {"message", group.message},
                   {"targets", group.targets},
                   {"attempts", group.attempts}});
  return all;
}

Ordered transitions_json(const SweepSummary& summary) {
  Ordered all = Ordered::array();
  for (const GroupTransition& group : summary.transitions) {
    Ordered one{{"event", to_string(group.transition)}, {"targets", Ordered::array()}};
    if (!group.fingerprint.empty()) one["fingerprint"] = group.fingerprint;
    if (!group.former_fingerprint.empty()) one["former_fingerprint"] = group.former_fingerprint;
    if (!group.reason.empty()) one["reason"] = group.reason;
    if (group.ack_id) one["acknowledgement"] = *group.ack_id;
    for (const TargetTransition& member : group.members) {
      if (member.target.empty()) continue;
      Ordered target{{"name", member.target}};
      if (member.window) target["window"] = json_of(*member.window);
      one["targets"].push_back(std::move(target));
    }
    all.push_back(std::move(one));
  }
  return all;
}

Ordered overdue_json(const SweepSummary& summary) {
  Ordered all = Ordered::array();
  for (const Overdue& one : summary.overdue)
    all.push_back({{"target", one.target}, {"last_known", json_of(one.last_known)}});
  return all;
}

}  // namespace

std::string summary_json(const SweepSummary& summary, std::span<const AuditResult> results) {
  Ordered whole{{"schema_version", 1},
                {"tool", {{"name", "tenon"}, {"version", TENON_VERSION}}},
                {"sweep", summary.sweep},
                {"started", rfc3339(summary.started)},
                {"finished", rfc3339(summary.finished)},
                {"exit_code", exit_code(summary)},
                {"counts",
                 {{"targets", summary.targets},
                  {"in_sync", summary.in_sync},
                  {"drift", summary.drift},
                  {"acknowledged", summary.acknowledged},
                  {"not_audited", summary.not_audited}}},
                {"groups", groups_json(summary)},
                {"acknowledged", acknowledged_json(summary)},
                {"not_audited", failures_json(summary)},
                {"transitions", transitions_json(summary)},
                {"overdue", overdue_json(summary)}};
  if (summary.fail_on != FailOn::kAny) {
    whole["fail_on"] = to_string(summary.fail_on);
    whole["counts"]["passing"] = summary.passing;
  }
  if (summary.partial > 0) whole["counts"]["partial"] = summary.partial;
  whole["ending"] = Ordered::array();
  for (const Ack& ack : summary.ending) whole["ending"].push_back(ack_entry(ack));
  whole["results"] = Ordered::array();
  for (const AuditResult& result : results) whole["results"].push_back(json_of(result));
  return report_text_of(whole);
}

}  // namespace tenon
