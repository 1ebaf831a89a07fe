// Writes values of audits as JSON.

#include "audit/values_json.h"

namespace tenon {

OrderedJson json_of(const std::optional<Instant>& at) {
  return at ? OrderedJson(rfc3339(*at)) : OrderedJson();
}

OrderedJson json_of(const Window& window) {
  return {{"from", json_of(window.from)}, {"to", rfc3339(window.to)}};
}

OrderedJson json_of(const Episode& episode) {
  OrderedJson json = {{"episode", episode.id},
                      {"first_fingerprint", episode.first_fingerprint},
                      {"fingerprint", episode.fingerprint},
                      {"opened", json_of(episode.opened)}};
  if (episode.changed) json["changed"] = json_of(*episode.changed);
  if (episode.closed) json["closed"] = json_of(*episode.closed);
  if (episode.closed)
    json["closed_by"] = episode.is_acknowledged ? "acknowledgement" : episode.is_gone ? "gone" : "mended";
  return json;
}

OrderedJson json_of(const StoredFinding& finding) {
  OrderedJson one{{"op", finding.op},        {"kind", finding.kind}, {"schema", finding.schema},
                  {"table", finding.table},  {"name", finding.name}, {"key", finding.key},
                  {"digest", finding.digest}};
  if (!finding.actual_name.empty()) one["actual_name"] = finding.actual_name;
  if (!finding.declared_definition.empty()) one["declared"] = finding.declared_definition;
  if (!finding.actual_definition.empty()) one["actual"] = finding.actual_definition;
  for (const StoredAttribute& attribute : finding.attributes)
    one["changes"].push_back(
        {{"attribute", attribute.name}, {"declared", attribute.declared}, {"actual", attribute.actual}});
  return one;
}

OrderedJson json_of(const AuditResult& result) {
  OrderedJson one{{"target", result.target},
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

}  // namespace tenon
