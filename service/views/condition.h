// What a target is at a moment, as every page shows it.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "audit/history.h"
#include "model/instant.h"
#include "store/overview.h"

namespace tenon {

/// What is known of a target now. A target whose last audit could not tell, or is too old, is not audited: it
/// is never counted as in sync.
enum class TargetCondition { kNotAudited, kDrift, kAcknowledged, kInSync };

/// Returns `not_audited`, `drift`, `acknowledged`, `in_sync`, as a URL spells it.
std::string_view to_string(TargetCondition condition);
/// The reverse; nullopt for any other word.
std::optional<TargetCondition> condition_named(std::string_view word);

TargetCondition condition_of(const TargetState& state, Instant now, StalePolicy stale);

/// A target as a small square stands for it.
struct TargetMark {
  std::string name;
  TargetCondition condition = TargetCondition::kNotAudited;

  friend bool operator==(const TargetMark&, const TargetMark&) = default;
};

}  // namespace tenon
