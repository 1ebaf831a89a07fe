// The summary of a sweep for programs.

#pragma once

#include <span>
#include <string>

#include "audit/result.h"
#include "audit/summary.h"

namespace tenon {

/// Returns the summary and the result of every target as JSON, `schema_version` 1, as the published schema
/// `audit` has it; ends in a newline. Fingerprints are whole, times are RFC 3339 in UTC.
std::string summary_json(const SweepSummary& summary, std::span<const AuditResult> results);

}  // namespace tenon
