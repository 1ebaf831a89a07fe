// What a target is at a moment, as every page shows it.

#include "service/views/condition.h"

namespace tenon {

std::string_view to_string(TargetCondition condition) {
  switch (condition) {
    case TargetCondition::kNotAudited:
      return "not_audited";
    case TargetCondition::kDrift:
      return "drift";
    case TargetCondition::kAcknowledged:
      return "acknowledged";
    case TargetCondition::kInSync:
      return "in_sync";
  }
  return "";
}

std::optional<TargetCondition> condition_named(std::string_view word) {
  for (const TargetCondition one : {TargetCondition::kNotAudited, TargetCondition::kDrift,
                                    TargetCondition::kAcknowledged, TargetCondition::kInSync})
    if (to_string(one) == word) return one;
  return std::nullopt;
}

TargetCondition condition_of(const TargetState& state, Instant now, StalePolicy stale) {
  if (!state.outcome || !is_known(*state.outcome) || !state.last_known) return TargetCondition::kNotAudited;
  if (*state.last_known + stale.after < now) return TargetCondition::kNotAudited;
  switch (*state.outcome) {
    case AuditOutcome::kDrift:
      return TargetCondition::kDrift;
    case AuditOutcome::kAcknowledged:
      return TargetCondition::kAcknowledged;
    default:
      return TargetCondition::kInSync;
  }
}

}  // namespace tenon
