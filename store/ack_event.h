// What the log says of acknowledgements.

#pragma once

#include "audit/ack.h"
#include "audit/event.h"

namespace tenon {

inline constexpr const char* kAckAdded = "ack.added";
inline constexpr const char* kAckEnded = "ack.ended";

/// Returns everything that an acknowledgement says, as canonical JSON.
std::string ack_body(const Ack& ack);
/// Returns the event that logs what became of an acknowledgement, without id and hashes.
Event ack_event(const char* kind, const Ack& ack, Instant at);

}  // namespace tenon
