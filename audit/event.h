// The append-only log: events that carry the hash of the one before, so that a changed row is found.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "audit/history.h"
#include "model/instant.h"

namespace tenon {

/// One event. `hash` covers all other fields; `previous_hash` is the hash of the event before it.
struct Event {
  std::int64_t id = 0;  ///< 1, 2, 3 ... without gaps
  Instant at{};
  std::string kind;    ///< `drift.opened` ...
  std::string target;  ///< empty: none
  std::string body;    ///< canonical JSON
  std::string previous_hash;
  std::string hash;

  friend bool operator==(const Event&, const Event&) = default;
};

/// The `previous_hash` of the first event.
inline constexpr const char* kFirstPreviousHash =
    "0000000000000000000000000000000000000000000000000000000000000000";

/// Returns 64 hex digits: the SHA-256 of the canonical JSON of every field but `hash`.
std::string hash_of(const Event& event);
/// Returns the event that follows `last` (id 0: none), complete with its hashes.
Event following(const Event& last, Event event);

/// Something wrong with the log.
struct ChainFault {
  std::int64_t id = 0;  ///< of the event
  std::string what;

  friend bool operator==(const ChainFault&, const ChainFault&) = default;
};

/// Returns what is wrong with events that follow `last` (id 0: they are the first): changed, missing,
/// inserted or exchanged ones.
std::vector<ChainFault> verified(const Event& last, std::span<const Event> events);

/// Returns the event of a transition, without id and hashes. Its body holds what the transition says.
Event event_of(const TargetTransition& transition, std::int64_t sweep, Instant at);
/// The reverse of event_of(), for events of transitions.
TargetTransition transition_of(const Event& event);

}  // namespace tenon
