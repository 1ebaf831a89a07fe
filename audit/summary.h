// The nightly summary as a value, and its text: groups first, what is new, what has gone, what is not
// audited and since when.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/ack.h"
#include "audit/history.h"
#include "audit/result.h"
#include "model/fail_on.h"
#include "model/instant.h"

namespace tenon {

/// Targets with the same drift.
struct DriftGroup {
  std::string fingerprint;
  std::vector<std::string> targets;     ///< sorted
  std::optional<Instant> since;         ///< when the oldest of its episodes was seen first
  bool is_new = false;                  ///< no target had this drift before this sweep
  std::vector<std::string> phrases;     ///< what the findings say, the gravest first
  std::vector<StoredFinding> findings;  ///< of each of its targets: those that nobody acknowledged

  friend bool operator==(const DriftGroup&, const DriftGroup&) = default;
};

/// Returns the groups of results with drift, the largest first, then by fingerprint. `before` and `after` are
/// the states of all targets before and after these results, whose findings are those to be told.
std::vector<DriftGroup> groups(std::span<const AuditResult> results, std::span<const TargetState> before,
                               std::span<const TargetState> after);

/// Targets whose drift is acknowledged, by acknowledgement.
struct AcknowledgedGroup {
  Ack ack;
  std::vector<std::string> targets;
  std::vector<StoredFinding> findings = {};  ///< that it covers on the first of them

  friend bool operator==(const AcknowledgedGroup&, const AcknowledgedGroup&) = default;
};

/// Targets that could not be audited for one reason, with one message and after as many attempts.
struct NotAuditedGroup {
  std::string reason;
  std::string message;
  std::vector<std::string> targets;
  std::int64_t attempts = 1;

  friend bool operator==(const NotAuditedGroup&, const NotAuditedGroup&) = default;
};

/// A target that has not been audited for long.
struct Overdue {
  std::string target;
  std::optional<Instant> last_known;

  friend bool operator==(const Overdue&, const Overdue&) = default;
};

/// What a sweep came to.
struct SweepSummary {
  std::int64_t sweep = 0;
  Instant started{};
  Instant finished{};
  std::int64_t workers = 1;
  std::size_t targets = 0;
  std::size_t in_sync = 0;
  std::size_t drift = 0;
  std::size_t acknowledged = 0;
  std::size_t not_audited = 0;
  FailOn fail_on = FailOn::kAny;  ///< which findings the exit code tells
  std::size_t passing = 0;        ///< of those with drift: `fail_on` lets all of it pass
  std::size_t partial = 0;        ///< passing or acknowledged, and something beside that could not be told
  std::size_t grown = 0;          ///< groups that were there before and have more targets now
  std::vector<DriftGroup> groups;
  std::vector<AcknowledgedGroup> acknowledgements;
  std::vector<NotAuditedGroup> failures;     ///< by reason, the largest first
  std::vector<GroupTransition> transitions;  ///< since the sweep before
  bool is_first = false;                     ///< there is no sweep before
  std::vector<Overdue> overdue;
  std::vector<Ack> ending;  ///< acknowledgements that are about to end

  friend bool operator==(const SweepSummary&, const SweepSummary&) = default;
};

/// Returns 1 if a target could not be audited, or none was; else 2 if there is drift that fails; else 1 if of
/// one that passes not everything could be told; else 0.
int exit_code(const SweepSummary& summary);

/// What a summary is made of.
struct SweepFacts {
  std::int64_t sweep = 0;
  Instant started{};
  Instant finished{};
  std::int64_t workers = 1;
  bool is_first = false;
  std::vector<AuditResult> results;  ///< of this sweep
  std::vector<TargetState> before;   ///< of all targets, before this sweep
  std::vector<TargetState> after;    ///< of all targets, after it
  std::vector<TargetTransition> transitions;
  std::vector<Ack> acks;  ///< all
};

/// How long something may take before a summary tells of it.
struct SummaryPolicy {
  int nights = 3;       ///< "not audited for more than 3 nights"
  int ending_days = 7;  ///< acknowledgements that end within so many days
  FailOn fail_on = FailOn::kAny;
};

SweepSummary summarized(const SweepFacts& facts, const SummaryPolicy& policy = {});

/// Returns the summary for people; ends in a newline. Times are in UTC.
std::string text_of(const SweepSummary& summary);

}  // namespace tenon
