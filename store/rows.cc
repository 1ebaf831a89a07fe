// Rows of the store's tables as values, and back.

#include "store/rows.h"

#include "audit/canonical_json.h"
#include "model/digest.h"
#include "model/error.h"
#include "store/utf8.h"

namespace tenon {

namespace {

CanonicalJson counts_json(const AuditCounts& counts) {
  return {{"tables", counts.tables},
          {"constraints", counts.constraints},
          {"indexes", counts.indexes},
          {"ignored", counts.ignored},
          {"not_comparable", counts.not_comparable}};
}

CanonicalJson durations_json(const AuditDurations& durations) {
  return {{"connect", durations.connect}, {"read", durations.read}, {"compare", durations.compare}};
}

AuditDurations durations_of(const std::string& text) {
  const CanonicalJson json = parsed_json(text, "the durations of a result");
  const auto at = [&](const char* key) { return number_at(json, key).value_or(0); };
  return {at("connect"), at("read"), at("compare")};
}

std::vector<StoredAttribute> attributes_of_json(const std::string& text) {
  std::vector<StoredAttribute> all;
  for (const CanonicalJson& one : parsed_json(text, "the attributes of a finding"))
    all.push_back({text_at(one, "name"), text_at(one, "actual"), text_at(one, "declared")});
  return all;
}

std::string attributes_json(const std::vector<StoredAttribute>& attributes) {
  CanonicalJson json = CanonicalJson::array();
  for (const StoredAttribute& one : attributes)
    json.push_back({{"name", one.name}, {"actual", one.actual}, {"declared", one.declared}});
  return text_of(json);
}

CanonicalJson json_of(const SqlValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return storable(*text);
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  return nullptr;
}

std::optional<Window> window_at(const SqlRow& row, std::size_t from) {
  const auto to = row.optional_instant(from + 1);
  return to ? std::optional(Window{row.optional_instant(from), *to}) : std::nullopt;
}

}  // namespace

bool holds(const SqlRow& row, std::size_t first, const SqlValues& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t at = first + i;
    if (row.is_null(at) != std::holds_alternative<std::monostate>(values[i])) return false;
    const auto* text = std::get_if<std::string>(&values[i]);
    if (text != nullptr && row.text(at) != *text) return false;
    const auto* number = std::get_if<std::int64_t>(&values[i]);
    if (number != nullptr && row.integer(at) != *number) return false;
  }
  return true;
}

AuditCounts counts_of(const std::string& text) {
  const CanonicalJson json = parsed_json(text, "the counts of a result");
  const auto at = [&](const char* key) { return number_at(json, key).value_or(0); };
  return {at("tables"), at("constraints"), at("indexes"), at("ignored"), at("not_comparable")};
}

std::vector<std::int64_t> ids_of(const std::string& text) {
  std::vector<std::int64_t> ids;
  for (const CanonicalJson& one : parsed_json(text, "the acknowledgements of a result"))
    if (one.is_number_integer()) ids.push_back(one.get<std::int64_t>());
  return ids;
}

std::string labels_json(const std::map<std::string, std::string>& labels) {
  CanonicalJson json = CanonicalJson::object();
  for (const auto& [key, value] : labels) json[key] = value;
  return text_of(json);
}

std::map<std::string, std::string> labels_of(const std::string& text) {
  std::map<std::string, std::string> labels;
  const CanonicalJson json = parsed_json(text, "labels");
  for (const auto& [key, value] : json.items())
    if (value.is_string()) labels[key] = value.get<std::string>();
  return labels;
}

StoredAudit stored_audit(const SqlRow& row) {
  StoredAudit audit;
  audit.id = row.integer(0);
  audit.sweep = row.integer(1);
  AuditResult& result = audit.result;
  result.target = row.text(2);
  const auto outcome = audit_outcome(row.text(3));
  if (!outcome)
    throw Error(Fault::kRefused, Reason::kParse,
                "audit " + row.text(0) + " in the audit store has the outcome \"" + row.text(3) +
                    "\", which there is not; it was changed by hand");
  result.outcome = *outcome;
  result.fingerprint = row.text(4);
  result.full_fingerprint = row.text(5);
  result.acknowledged = row.integer(6);
  result.ack_ids = ids_of(row.text(7));
  if (!row.is_null(8)) result.error = AuditError{row.text(8), row.text(9)};
  result.engine = row.text(10);
  result.server_version = row.text(11);
  result.url_ref = row.text(12);
  result.labels = labels_of(row.text(13));
  result.declared_digest = row.text(14);
  result.snapshot_digest = row.text(15);
  result.counts = counts_of(row.text(16));
  result.durations = durations_of(row.text(17));
  result.started = row.instant(18);
  result.read_at = row.optional_instant(19);
  result.finished = row.instant(20);
  result.attempts = row.integer(21);
  result.tool_version = row.text(22);
  return audit;
}

SqlValues values_of(const AuditResult& result) {
  const bool has_findings = !result.full_fingerprint.empty();
  return {std::string(to_string(result.outcome)),
          result.fingerprint,
          has_findings ? SqlValue(result.full_fingerprint) : SqlValue(std::monostate()),
          result.acknowledged,
          text_of(CanonicalJson(result.ack_ids)),
          result.error ? SqlValue(result.error->reason) : SqlValue(std::monostate()),
          result.error ? SqlValue(result.error->message) : SqlValue(std::monostate()),
          result.engine,
          result.server_version,
          result.url_ref,
          labels_json(result.labels),
          result.declared_digest,
          result.snapshot_digest,
          text_of(counts_json(result.counts)),
          text_of(durations_json(result.durations)),
          sortable(result.started),
          or_null(result.read_at),
          sortable(result.finished),
          result.attempts,
          result.tool_version};
}

std::string row_digest(std::int64_t sweep, const AuditResult& result, const ContentDigests& content) {
  CanonicalJson json = {sweep, result.target, content.snapshot, content.drift};
  for (const SqlValue& value : values_of(result)) json.push_back(json_of(value));
  return sha256(text_of(json));
}

std::string content_digest(const std::vector<StoredFinding>& findings, const std::string& report) {
  CanonicalJson json = {sha256(report)};
  for (const StoredFinding& finding : findings)
    for (const SqlValue& value : values_of(finding)) json.push_back(json_of(value));
  return sha256(text_of(json));
}

StoredFinding stored_finding(const SqlRow& row, std::size_t first) {
  const auto text = [&](std::size_t at) { return row.text(first + at); };
  StoredFinding finding;
  finding.op = text(0);
  finding.kind = text(1);
  finding.schema = text(2);
  finding.table = text(3);
  finding.name = text(4);
  finding.key = text(5);
  finding.actual_name = text(6);
  finding.is_server_named = row.integer(first + 7) != 0;
  finding.is_actual_server_named = row.integer(first + 8) != 0;
  finding.declared_definition = text(9);
  finding.actual_definition = text(10);
  finding.attributes = attributes_of_json(text(11));
  finding.digest = text(12);
  return finding;
}

SqlValues values_of(const StoredFinding& finding) {
  return {finding.op,
          finding.kind,
          finding.schema,
          finding.table,
          finding.name,
          finding.key,
          finding.actual_name,
          std::int64_t{finding.is_server_named},
          std::int64_t{finding.is_actual_server_named},
          finding.declared_definition,
          finding.actual_definition,
          attributes_json(finding.attributes),
          finding.digest};
}

Episode stored_episode(const SqlRow& row) {
  Episode episode;
  episode.id = row.integer(0);
  episode.target = row.text(1);
  episode.first_fingerprint = row.text(2);
  episode.fingerprint = row.text(3);
  episode.opened = {row.optional_instant(4), row.instant(5)};
  episode.changed = window_at(row, 6);
  episode.closed = window_at(row, 8);
  episode.is_acknowledged = row.integer(10) != 0;
  episode.is_gone = !row.is_null(11) && row.integer(11) == kClosedByNoAudit;
  return episode;
}

Ack stored_ack(const SqlRow& row) {
  Ack ack;
  ack.id = row.integer(0);
  ack.finding_key = row.text(1);
  ack.selector = row.text(2);
  ack.reason = row.text(3);
  ack.owner = row.text(4);
  ack.created = row.instant(5);
  ack.ends = row.instant(6);
  ack.ended = row.optional_instant(7);
  return ack;
}

Event stored_event(const SqlRow& row) {
  Event event;
  event.id = row.integer(0);
  event.at = row.instant(1);
  event.kind = row.text(2);
  event.target = row.text(3);
  event.body = row.text(4);
  event.previous_hash = row.text(5);
  event.hash = row.text(6);
  return event;
}

}  // namespace tenon
