// The state of a target as JSON, as the store keeps it between two results.

#include "store/state_json.h"

#include "audit/canonical_json.h"

namespace tenon {

namespace {

void put_time(CanonicalJson& json, const char* key, const std::optional<Instant>& at) {
  if (at) json[key] = rfc3339(*at);
}

std::optional<Instant> time_at(const CanonicalJson& json, const char* key) {
  return parsed_instant(text_at(json, key));
}

}  // namespace

std::string state_json(const TargetState& state) {
  CanonicalJson json = {{"failing_reason", state.failing_reason},
                        {"failures", state.failures},
                        {"fingerprint", state.fingerprint},
                        {"full_fingerprint", state.full_fingerprint},
                        {"stale_told", state.is_stale_told}};
  if (state.outcome) json["outcome"] = to_string(*state.outcome);
  put_time(json, "last_known", state.last_known);
  put_time(json, "failing_since", state.failing_since);
  put_time(json, "gone_since", state.gone_since);
  if (!state.origin.configuration.empty()) json["configuration"] = state.origin.configuration;
  if (!state.origin.set.empty()) json["set"] = state.origin.set;
  if (state.origin.is_list) json["is_list"] = true;
  if (state.full_since) {
    put_time(json, "full_from", state.full_since->from);
    put_time(json, "full_to", state.full_since->to);
  }
  return text_of(json);
}

TargetState state_of(const std::string& target, const std::string& text) {
  const CanonicalJson json = parsed_json(text, "the state of the target " + target);
  TargetState state;
  state.target = target;
  state.outcome = audit_outcome(text_at(json, "outcome"));
  state.last_known = time_at(json, "last_known");
  state.failing_since = time_at(json, "failing_since");
  state.failing_reason = text_at(json, "failing_reason");
  state.failures = number_at(json, "failures").value_or(0);
  state.is_stale_told = json.contains("stale_told") && json["stale_told"] == true;
  state.gone_since = time_at(json, "gone_since");
  state.origin = {text_at(json, "configuration"), text_at(json, "set"),
                  json.contains("is_list") && json["is_list"] == true};
  state.fingerprint = text_at(json, "fingerprint");
  state.full_fingerprint = text_at(json, "full_fingerprint");
  if (const auto to = time_at(json, "full_to")) state.full_since = Window{time_at(json, "full_from"), *to};
  return state;
}

}  // namespace tenon
