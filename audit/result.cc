// The result of one audit of one target, as it is remembered.

#include "audit/result.h"

#include <array>
#include <utility>

namespace tenon {

namespace {

constexpr std::array<std::pair<AuditOutcome, std::string_view>, 5> kOutcomes{{
    {AuditOutcome::kInSync, "in_sync"},
    {AuditOutcome::kDrift, "drift"},
    {AuditOutcome::kAcknowledged, "acknowledged"},
    {AuditOutcome::kError, "error"},
    {AuditOutcome::kMissed, "missed"},
}};

}  // namespace

std::string_view to_string(AuditOutcome outcome) {
  for (const auto& [value, word] : kOutcomes)
    if (value == outcome) return word;
  return "";
}

std::optional<AuditOutcome> audit_outcome(std::string_view word) {
  for (const auto& [value, known] : kOutcomes)
    if (known == word) return value;
  return std::nullopt;
}

bool is_known(AuditOutcome outcome) {
  return outcome != AuditOutcome::kError && outcome != AuditOutcome::kMissed;
}

}  // namespace tenon
