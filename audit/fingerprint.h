// Canonical findings and fingerprints: what drift is, whoever has it.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/result.h"

namespace tenon {

/// Returns a finding as one line of canonical JSON: op, kind, schema, table, name, and the normal forms of
/// what differs. A name that the server generated is `-`. Hosts, OIDs, times, files and texts for people are
/// not in it. The form is a promise: one finding has one line in every version.
///
/// What is added or dropped is its definition; of what is changed, the attributes that differ with both
/// values; of what could not be compared, the attributes alone, since reasons hold messages of servers.
std::string canonical(const StoredFinding& finding);

/// Returns `sha256:...` of canonical(finding).
std::string digest_of(const StoredFinding& finding);

/// Returns `7c1e-f0a2-93d4-5b16`: the first 8 bytes of the SHA-256 over the sorted canonical findings, so
/// that their order is of no account; empty if there are none. Equal drift has one fingerprint on every
/// target.
std::string fingerprint_of(std::span<const StoredFinding> findings);

/// Returns `7c1e-f0a2-93d4`, as reports show it; empty for an empty one.
std::string shown_fingerprint(std::string_view fingerprint);
/// Returns `7c1e-f0a2`, as lists show it.
std::string brief_fingerprint(std::string_view fingerprint);
/// Returns whether `prefix` is the beginning of a fingerprint, with or without its dashes, in any case.
bool is_fingerprint_prefix(std::string_view prefix, std::string_view fingerprint);

}  // namespace tenon
