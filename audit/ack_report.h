// Acknowledgements for people and for programs.

#pragma once

#include <string>
#include <vector>

#include "audit/ack.h"

namespace tenon {

/// Acknowledgements, and the time at which they are looked at.
struct AckList {
  std::vector<Ack> acks;
  Instant now{};
};

/// Returns `active`, `about to end` (within a week) or `ended`.
std::string ack_state(const Ack& ack, Instant now);

/// Returns a line for each, in columns; ends in a newline.
std::string acks_text(const AckList& list);
/// Returns them as JSON, `schema_version` 1; ends in a newline.
std::string acks_json(const AckList& list);

}  // namespace tenon
