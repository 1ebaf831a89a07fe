// Writes values of the store as JSON.

#include "service/api/values.h"

#include "audit/ack_report.h"
#include "audit/fingerprint.h"

namespace tenon {

namespace {

OrderedJson json_of_error(const std::optional<AuditError>& error) {
  return error ? OrderedJson{{"reason", error->reason}, {"message", error->message}} : OrderedJson();
}

}  // namespace

OrderedJson json_of(const Ack& ack, Instant now) {
  return {{"id", ack.id},
          {"finding_key", ack.finding_key},
          {"selector", ack.selector},
          {"reason", ack.reason},
          {"owner", ack.owner},
          {"state", ack_state(ack, now)},
          {"created", rfc3339(ack.created)},
          {"ends", rfc3339(end_of(ack))}};
}

OrderedJson json_of(const Event& event) {
  return {{"id", event.id},         {"at", rfc3339(event.at)}, {"kind", event.kind},
          {"target", event.target}, {"hash", event.hash},      {"body", parsed_json(event.body, "an event")}};
}

OrderedJson json_of(const StoredJob& job) {
  return {{"id", job.id},
          {"sweep", job.sweep},
          {"target", job.target},
          {"trigger", job.trigger},
          {"state", to_string(job.state)},
          {"scheduled_for", rfc3339(job.scheduled_for)},
          {"run_at", rfc3339(job.run_at)},
          {"attempt", job.attempt},
          {"owner", job.lease_owner},
          {"lease_until", json_of(job.lease_until)},
          {"created", rfc3339(job.created)},
          {"finished", json_of(job.finished)},
          {"audit", job.audit ? OrderedJson(*job.audit) : OrderedJson()},
          {"error", json_of_error(job.error)}};
}

OrderedJson json_of(const Delivery& delivery) {
  const std::string_view state = delivery.delivered ? "sent" : delivery.given_up ? "given_up" : "waiting";
  return {{"id", delivery.id},
          {"webhook", delivery.message.channel},
          {"message_id", delivery.message.message_id},
          {"kind", delivery.message.kind},
          {"state", state},
          {"attempts", delivery.attempts},
          {"created", rfc3339(delivery.created)},
          {"due", state == "waiting" ? OrderedJson(rfc3339(delivery.due)) : OrderedJson()},
          {"delivered", json_of(delivery.delivered)},
          {"error", delivery.last_error}};
}

OrderedJson json_of(const StoredAudit& audit) {
  OrderedJson json{{"audit", audit.id}, {"sweep", audit.sweep}};
  json.update(json_of(audit.result));
  json["findings"] = OrderedJson::array();
  for (const StoredFinding& finding : audit.result.findings) json["findings"].push_back(json_of(finding));
  return json;
}

OrderedJson json_of(const TargetRow& row, Instant now, StalePolicy stale) {
  const TargetState& state = row.state;
  return {{"name", state.target},
          {"labels", row.labels},
          {"url_ref", row.url_ref},
          {"state", to_string(condition_of(state, now, stale))},
          {"outcome", state.outcome ? OrderedJson(to_string(*state.outcome)) : OrderedJson()},
          {"fingerprint", state.fingerprint},
          {"last_known", json_of(state.last_known)},
          {"failing_since", json_of(state.failing_since)},
          {"error", json_of_error(row.error)},
          {"server", row.server},
          {"audit", row.audit != 0 ? OrderedJson(row.audit) : OrderedJson()},
          {"finished", row.audit != 0 ? OrderedJson(rfc3339(row.finished)) : OrderedJson()}};
}

OrderedJson json_of(const NightRow& night) {
  return {{"audit", night.audit},
          {"outcome", to_string(night.outcome)},
          {"fingerprint", night.fingerprint},
          {"finished", rfc3339(night.finished)},
          {"reason", night.reason}};
}

}  // namespace tenon
