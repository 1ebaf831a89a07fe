// Acknowledgements: drift that somebody accepts, for a reason, until a date.

#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/result.h"
#include "model/instant.h"

namespace tenon {

/// Accepted drift. Several may cover one finding.
struct Ack {
  std::int64_t id = 0;
  std::string finding_key;  ///< a glob over the keys of findings: `index:public.audit_log.*`
  std::string selector;     ///< target names as a glob (`tenant-*`), or a label (`env=prod`)
  std::string reason;
  std::string owner;
  Instant created{};
  Instant ends{};                ///< it has no effect from here on
  std::optional<Instant> ended;  ///< when somebody ended it by hand

  friend bool operator==(const Ack&, const Ack&) = default;
};

/// Throws Error(kUsage) if something is empty that an acknowledgement must say, or if it ends before it
/// begins.
void require_complete(const Ack& ack);

/// What an acknowledgement lacks.
struct AckFault {
  std::string field;  ///< of Ack
  std::string what;   ///< what is wanted, and why
};

/// Returns all that an acknowledgement lacks.
std::vector<AckFault> ack_faults(const Ack& ack);

/// Returns when an acknowledgement stops to have effect.
Instant end_of(const Ack& ack);
bool is_active(const Ack& ack, Instant at);
/// Returns whether it is active and ends within `days` days.
bool is_about_to_end(const Ack& ack, Instant at, int days);
/// Returns those that have effect at a time.
std::vector<Ack> active(std::span<const Ack> acks, Instant at);

/// Returns whether a selector means a target: a glob over names, or `label=glob`.
bool selects(std::string_view selector, const std::string& target,
             const std::map<std::string, std::string>& labels);
/// Returns whether an acknowledgement covers a finding of a target. Findings that could not be compared
/// (`unknown`) are never covered.
bool covers(const Ack& ack, const StoredFinding& finding, const std::string& target,
            const std::map<std::string, std::string>& labels);

/// Returns a result with the digests of its findings, both fingerprints, what is acknowledged and
/// the outcome (in_sync, drift, acknowledged) filled in from its findings and from the acknowledgements that
/// have effect at `at`. An outcome that is not known stays.
AuditResult acknowledged(AuditResult result, std::span<const Ack> acks, Instant at);

}  // namespace tenon
