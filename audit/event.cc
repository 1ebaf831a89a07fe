// The append-only log: events that carry the hash of the one before, so that a changed row is found.

#include "audit/event.h"

#include "audit/canonical_json.h"
#include "model/digest.h"

namespace tenon {

namespace {

void put(CanonicalJson& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

void put(CanonicalJson& json, const char* key, const std::optional<Instant>& at) {
  if (at) json[key] = rfc3339(*at);
}

std::optional<Instant> instant_at(const CanonicalJson& json, const char* key) {
  return parsed_instant(text_at(json, key));
}

}  // namespace

std::string hash_of(const Event& event) {
  const CanonicalJson json = {
      {"id", event.id},         {"at", sortable(event.at)}, {"kind", event.kind},
      {"target", event.target}, {"body", event.body},       {"previous_hash", event.previous_hash},
  };
  return sha256(text_of(json)).substr(std::string_view("sha256:").size());
}

Event following(const Event& last, Event event) {
  event.id = last.id + 1;
  event.previous_hash = last.id == 0 ? kFirstPreviousHash : last.hash;
  event.hash = hash_of(event);
  return event;
}

std::vector<ChainFault> verified(const Event& last, std::span<const Event> events) {
  std::vector<ChainFault> faults;
  std::int64_t id = last.id;
  std::string hash = last.id == 0 ? kFirstPreviousHash : last.hash;
  for (const Event& event : events) {
    if (event.id != id + 1)
      faults.push_back({event.id, "follows event " + std::to_string(id) + ": events between are missing"});
    if (event.previous_hash != hash)
      faults.push_back({event.id, "does not carry the hash of the event before it"});
    if (event.hash != hash_of(event)) faults.push_back({event.id, "is not what its hash says"});
    id = event.id;
    hash = event.hash;
  }
  return faults;
}

Event event_of(const TargetTransition& transition, std::int64_t sweep, Instant at) {
  CanonicalJson json = {{"sweep", sweep}};
  put(json, "fingerprint", transition.fingerprint);
  put(json, "former_fingerprint", transition.former_fingerprint);
  put(json, "reason", transition.reason);
  put(json, "message", transition.message);
  put(json, "since", transition.since);
  if (transition.window) {
    put(json, "window_from", transition.window->from);
    put(json, "window_to", std::optional(transition.window->to));
  }
  if (transition.ack_id) json["ack"] = *transition.ack_id;
  if (transition.audit) json["audit"] = *transition.audit;
  Event event;
  event.at = at;
  event.kind = to_string(transition.transition);
  event.target = transition.target;
  event.body = text_of(json);
  return event;
}

TargetTransition transition_of(const Event& event) {
  const CanonicalJson json = parsed_json(event.body, "event " + std::to_string(event.id));
  TargetTransition made;
  made.transition = transition_named(event.kind).value_or(Transition::kSweepFinished);
  made.target = event.target;
  made.fingerprint = text_at(json, "fingerprint");
  made.former_fingerprint = text_at(json, "former_fingerprint");
  made.reason = text_at(json, "reason");
  made.message = text_at(json, "message");
  made.since = instant_at(json, "since");
  if (const auto to = instant_at(json, "window_to"))
    made.window = Window{instant_at(json, "window_from"), *to};
  made.ack_id = number_at(json, "ack");
  made.audit = number_at(json, "audit");
  return made;
}

}  // namespace tenon
