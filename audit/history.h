// What a target's results say over time: its state, its episodes of drift, and the transitions between
// results.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/result.h"
#include "model/instant.h"

namespace tenon {

/// The time in which something must have happened. `from` is absent if nothing was known before.
struct Window {
  std::optional<Instant> from;
  Instant to{};

  friend bool operator==(const Window&, const Window&) = default;
};

/// A stretch of drift of one target: from the result that saw it first to the one that was clean again. A
/// target has one open episode at most.
struct Episode {
  std::int64_t id = 0;  ///< 0: not stored yet
  std::string target;
  std::string first_fingerprint;
  std::string fingerprint;        ///< as last seen
  Window opened;                  ///< in which the drift must have come
  std::optional<Window> changed;  ///< in which it last took another form
  std::optional<Window> closed;   ///< in which it must have gone, or was acknowledged
  bool is_acknowledged = false;   ///< closed because all of it was acknowledged
  bool is_gone = false;           ///< closed because its target is no longer there

  friend bool operator==(const Episode&, const Episode&) = default;
};

/// Reasons of drift that closed without being mended.
inline constexpr const char* kEndedByAck = "acknowledged";
inline constexpr const char* kEndedAsGone = "gone";

/// The names of what is told.
enum class Transition {
  kDriftOpened,
  kDriftChanged,
  kDriftClosed,
  kAuditFailed,
  kAuditStale,
  kTargetGone,
  kAckExpiring,
  kAckExpired,
  kSweepFinished,
};

/// Returns `drift.opened`, `drift.changed`, `drift.closed`, `audit.failed`, `audit.stale`,
/// `target.gone`, `ack.expiring`, `ack.expired`, `sweep.finished`.
std::string_view to_string(Transition transition);
std::optional<Transition> transition_named(std::string_view word);

/// What is remembered of a target between two results.
struct TargetState {
  std::string target;
  std::optional<AuditOutcome> outcome;   ///< of the last result; nullopt: none yet
  std::optional<Instant> last_known;     ///< not before the last known result read its catalog; see next()
  std::optional<Instant> failing_since;  ///< end of the first result in a row that could not tell
  std::string failing_reason;            ///< reason code of the last of them
  std::int64_t failures = 0;             ///< how many in a row could not tell
  bool is_stale_told = false;            ///< `audit.stale` was told since the last known result
  std::string fingerprint;               ///< of the last known result
  std::string full_fingerprint;          ///< the same with what is acknowledged
  std::optional<Window> full_since;      ///< in which the full fingerprint must have come
  std::optional<Episode> open;
  TargetOrigin origin = {};                ///< of its last result that says one
  std::optional<Instant> gone_since = {};  ///< it was told that it is no longer there; see audit/gone.h

  friend bool operator==(const TargetState&, const TargetState&) = default;
};

/// One transition of one target, or of one acknowledgement.
struct TargetTransition {
  Transition transition = Transition::kDriftOpened;
  std::string target;              ///< empty for an acknowledgement
  std::string fingerprint;         ///< of the drift that opened, changed or closed
  std::string former_fingerprint;  ///< of kDriftChanged
  std::optional<Window> window;    ///< in which it must have happened
  std::string reason;              ///< of kAuditFailed, kAuditStale: the reason code; of drift that
                                   ///< did not change itself: `acknowledged`, `acknowledgement ended`,
                                   ///< `gone`; of kTargetGone: its last outcome
  std::string message;             ///< of kAuditFailed: redacted; of kTargetGone: its last state
  std::optional<Instant> since;    ///< of kAuditStale, kTargetGone: the last known result; of an ack: its end
  std::optional<std::int64_t> ack_id;  ///< of kAckExpiring, kAckExpired
  std::optional<std::int64_t>
      audit;  ///< the audit that found it, once it is stored; of kTargetGone: the last

  friend bool operator==(const TargetTransition&, const TargetTransition&) = default;
};

/// What one result changes.
struct HistoryStep {
  TargetState after;
  std::optional<Episode> episode;  ///< the one that was opened, changed or closed
  std::vector<TargetTransition> transitions;

  friend bool operator==(const HistoryStep&, const HistoryStep&) = default;
};

/// Returns what a result changes.
///
/// Results count in the order in which they are given, whatever their clocks say. A window begins when the
/// last known result read the catalog (`read_at`; if that is not known, when that audit began) and ends when
/// this one read it (or, when it ended): what is between must hold the change. If a clock went back, its ends
/// are exchanged. Drift that only lost or got an acknowledgement keeps the window in which it came. A result
/// that could not tell neither opens nor closes an episode; it is a transition if it is the first in a row,
/// or has another reason than the one before.
HistoryStep next(const TargetState& before, const AuditResult& result);

/// When a target's last known result is outdated.
struct StalePolicy {
  std::chrono::milliseconds after = std::chrono::hours(30);
};

/// Returns `audit.stale` for each target that has not been known for longer than the policy allows, once
/// until it is known again.
std::vector<TargetTransition> stale(const std::vector<TargetState>& states, Instant now, StalePolicy policy);

/// Several targets with one transition: what one message is about.
struct GroupTransition {
  Transition transition = Transition::kDriftOpened;
  std::string fingerprint;
  std::string former_fingerprint;
  std::string reason;
  std::optional<std::int64_t> ack_id;
  std::vector<TargetTransition> members;  ///< by target; one for each

  friend bool operator==(const GroupTransition&, const GroupTransition&) = default;
};

/// Returns the transitions by kind and cause, in the order of Transition, then the largest group first. What
/// opened and closed again within them is left out on both sides.
std::vector<GroupTransition> grouped(const std::vector<TargetTransition>& transitions);

}  // namespace tenon
