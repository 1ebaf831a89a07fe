// What pages show of a store: a fixed number of bounded queries each, rows in, small values out.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "audit/ack.h"
#include "audit/history.h"
#include "audit/result.h"
#include "model/instant.h"
#include "store/session.h"
#include "store/store.h"

namespace tenon {

// All of them read inside the transaction of Store::reading(), and each runs one statement.

/// A target with its last result, without findings.
struct TargetRow {
  TargetState state;  ///< without its open episode
  std::map<std::string, std::string> labels;
  std::string url_ref;
  std::int64_t audit = 0;  ///< the last one; 0: there is none
  std::string drift;       ///< the full fingerprint of the last result; empty if it found nothing
  Instant finished{};      ///< when the last result came
  std::optional<AuditError> error;
  std::string server;  ///< `postgresql 16.4` of the last result
  std::vector<std::int64_t> ack_ids;
};

/// Returns every target, by name.
std::vector<TargetRow> target_rows(StoreSession& session);
std::optional<TargetRow> target_row(StoreSession& session, const std::string& target);

/// How many findings of one kind the last result of a target has, acknowledged ones too.
struct FindingCount {
  std::string target;
  std::string op;  ///< what would mend it: `add`, `drop` ...
  std::int64_t findings = 0;
};

/// Returns what the last results found, by target and op.
std::vector<FindingCount> finding_counts(StoreSession& session);

/// One result of a target as a strip of nights shows it.
struct NightRow {
  std::int64_t audit = 0;
  AuditOutcome outcome = AuditOutcome::kError;
  std::string fingerprint;
  Instant finished{};
  std::string reason;  ///< of an error: the reason code
  AuditCounts counts;
};

/// Returns the last results of a target, newest first.
std::vector<NightRow> night_rows(StoreSession& session, const std::string& target, std::int64_t limit);

/// Returns the last episodes of a target, newest first.
std::vector<Episode> episode_rows(StoreSession& session, const std::string& target, std::int64_t limit);

/// Open drift of one form: how many targets have it, and since when.
struct DriftAge {
  std::int64_t targets = 0;
  Instant since{};  ///< when the first of them was seen with it
};

/// Returns the age of each open fingerprint.
std::map<std::string, DriftAge> drift_ages(StoreSession& session);

/// An episode of a fingerprint, as the page of a group lists it.
struct GroupEpisode {
  Episode episode;
  Instant since{};  ///< when the target was first seen with this fingerprint
};

/// Returns the open episodes that have a fingerprint now, oldest first.
std::vector<GroupEpisode> group_episodes(StoreSession& session, const std::string& fingerprint,
                                         std::int64_t limit);

/// How many targets got a fingerprint on one day.
struct SpreadRow {
  std::string day;            ///< `2026-11-20`, in UTC
  std::int64_t came = 0;      ///< targets that were seen with it first on this day
  std::int64_t are_open = 0;  ///< of them: those that have it still
};

/// Returns the first days on which targets got a fingerprint, oldest first.
std::vector<SpreadRow> spread_rows(StoreSession& session, const std::string& fingerprint, std::int64_t limit);

/// Returns up to `limit` fingerprints of episodes that begin with a text such as `7c1e-f0a2`, with or without
/// dashes; empty for a text that no fingerprint begins with.
std::vector<std::string> fingerprints_like(StoreSession& session, const std::string& prefix,
                                           std::int64_t limit);

/// The last result with a fingerprint, which stands for all with it.
struct GroupSample {
  std::int64_t audit = 0;
  std::string target;
  std::string drift;  ///< its full fingerprint
  bool has_snapshot = false;
};

/// Returns the newest result of a fingerprint.
std::optional<GroupSample> group_sample(StoreSession& session, const std::string& fingerprint);

/// Returns findings by drift (full fingerprints).
std::map<std::string, std::vector<StoredFinding>> finding_rows(StoreSession& session,
                                                               const std::vector<std::string>& drifts);

/// Returns a result without its findings; nullopt if there is none of this number.
std::optional<StoredAudit> audit_row(StoreSession& session, std::int64_t audit);
/// Returns the findings and the report of a drift (a full fingerprint). It runs two statements.
std::optional<StoredDrift> drift_row(StoreSession& session, const std::string& drift);
/// Returns the catalog that an audit read. Throws Error(kRefused) if it is not what its digest says. It runs
/// two statements.
std::optional<StoredSnapshot> snapshot_row(StoreSession& session, std::int64_t audit);

/// The results of the same target before and after one.
struct AuditNeighbours {
  std::optional<std::int64_t> previous;
  std::optional<std::int64_t> next;
};

AuditNeighbours audit_neighbours(StoreSession& session, std::int64_t audit);

/// Returns acknowledgements, newest first, from below `before` (0: the newest).
std::vector<Ack> ack_rows(StoreSession& session, std::int64_t before, std::int64_t limit);
/// Returns the acknowledgements of these ids.
std::vector<Ack> acks_with(StoreSession& session, const std::vector<std::int64_t>& ids);

/// Returns messages without their bodies, newest first, from below `before` (0: the newest); of one webhook,
/// or of all if the name is empty.
std::vector<Delivery> delivery_rows(StoreSession& session, const std::string& channel, std::int64_t before,
                                    std::int64_t limit);

/// What became of the messages of one webhook.
struct ChannelRow {
  std::string channel;
  std::int64_t waiting = 0;
  std::int64_t failing = 0;  ///< of those that wait: at least one attempt failed
  std::int64_t given_up = 0;
  std::optional<Instant> last_delivered;
  std::optional<Instant> oldest_waiting;
};

/// Returns every webhook that ever had a message, by name.
std::vector<ChannelRow> channel_rows(StoreSession& session);

/// Returns the last sweeps, newest first.
std::vector<StoredSweep> sweep_rows(StoreSession& session, std::int64_t limit);

}  // namespace tenon
