// Writes the summary of a sweep as JSON.

#include "audit/summary_json.h"

#include <nlohmann/json.hpp>

namespace tenon {

namespace {

using Ordered = nlohmann::ordered_json;

Ordered time_or_null(const std::optional<Instant>& at) { return at ? Ordered(rfc3339(*at)) : Ordered(); }

Ordered time_window(const Window& window) {
  return {{"from", time_or_null(window.from)}, {"to", rfc3339(window.to)}};
}

Ordered finding_list(std::span<const StoredFinding> findings) {
  Ordered all = Ordered::array();
  for (const StoredFinding& finding : findings) {
    Ordered one{{"op", finding.op},        {"kind", finding.kind}, {"schema", finding.schema},
                {"table", finding.table},  {"name", finding.name}, {"key", finding.key},
                {"digest", finding.digest}};
    if (!finding.actual_name.empty()) one["actual_name"] = finding.actual_name;
    if (!finding.declared_definition.empty()) one["declared"] = finding.declared_definition;
    if (!finding.actual_definition.empty()) one["actual"] = finding.actual_definition;
    for (const StoredAttribute& attribute : finding.attributes)
      one["changes"].push_back(
          {{"attribute", attribute.name}, {"declared", attribute.declared}, {"actual", attribute.actual}});
    all.push_back(std::move(one));
  }
  return all;
}

Ordered groups_json(const SweepSummary& summary) {
  Ordered all = Ordered::array();
  for (const DriftGroup& group : summary.groups)
    all.push_back({{"fingerprint", group.fingerprint},
                   {"new", group.is_new},
                   {"since", time_or_null(group.since)},
                   {"targets", group.targets},
                   {"phrases", group.phrases},
                   {"findings", finding_list(group.findings)}});
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
    one["findings"] = finding_list(group.findings);
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
      if (member.window) target["window"] = time_window(*member.window);
      one["targets"].push_back(std::move(target));
    }
    all.push_back(std::move(one));
  }
  return all;
}

Ordered overdue_json(const SweepSummary& summary) {
  Ordered all = Ordered::array();
  for (const Overdue& one : summary.overdue)
    all.push_back({{"target", one.target}, {"last_known", time_or_null(one.last_known)}});
  return all;
}

Ordered result_json(const AuditResult& result) {
  Ordered one{{"target", result.target},
              {"labels", result.labels},
              {"outcome", to_string(result.outcome)},
              {"fingerprint", result.fingerprint},
              {"full_fingerprint", result.full_fingerprint},
              {"findings", result.findings.size()},
              {"acknowledged", result.acknowledged}};
  if (result.error) one["error"] = {{"reason", result.error->reason}, {"message", result.error->message}};
  one["engine"] = result.engine;
  one["server_version"] = result.server_version;
  one["url_ref"] = result.url_ref;
  one["declared_digest"] = result.declared_digest;
  one["snapshot_digest"] = result.snapshot_digest;
  one["compared"] = {{"tables", result.counts.tables},
                     {"constraints", result.counts.constraints},
                     {"indexes", result.counts.indexes},
                     {"ignored", result.counts.ignored},
                     {"not_comparable", result.counts.not_comparable}};
  one["started"] = rfc3339(result.started);
  one["finished"] = rfc3339(result.finished);
  one["attempts"] = result.attempts;
  one["milliseconds"] = {{"connect", result.durations.connect},
                         {"read", result.durations.read},
                         {"compare", result.durations.compare}};
  return one;
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
  whole["ending"] = Ordered::array();
  for (const Ack& ack : summary.ending) whole["ending"].push_back(ack_entry(ack));
  whole["results"] = Ordered::array();
  for (const AuditResult& result : results) whole["results"].push_back(result_json(result));
  return whole.dump(2, ' ', false, Ordered::error_handler_t::replace) + "\n";
}

}  // namespace tenon
