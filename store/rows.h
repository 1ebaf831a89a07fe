// Rows of the store's tables as values, and back.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "audit/ack.h"
#include "audit/event.h"
#include "audit/history.h"
#include "store/session.h"
#include "store/store.h"

namespace tenon {

/// The columns of a result, in the order in which stored_audit() reads them; `a` is audit, `t` target.
inline constexpr const char* kAuditColumns =
    "a.id, a.sweep_id, t.name, a.outcome, a.fingerprint, a.drift_digest, a.acknowledged, a.ack_ids, "
    "a.error_reason, a.error_message, a.engine, a.server_version, a.url_ref, a.labels, a.declared_digest, "
    "a.read_digest, a.counts, a.durations, a.started_at, a.read_at, a.finished_at, a.attempts, "
    "a.tool_version, a.row_digest";
inline constexpr const char* kAuditTables = " FROM audit a JOIN target t ON t.id = a.target_id ";

/// Reads a result, without findings.
StoredAudit stored_audit(const SqlRow& row);
/// Digests of what is stored beside a result; empty where there is nothing.
struct ContentDigests {
  std::string snapshot;
  std::string drift;  ///< of the findings and the report; see content_digest()
};
/// Returns `sha256:...` of everything that a row of audit says, but its id, and of what it refers to.
std::string row_digest(std::int64_t sweep, const AuditResult& result, const ContentDigests& content);
/// Returns `sha256:...` over everything that findings say, and over a report.
std::string content_digest(const std::vector<StoredFinding>& findings, const std::string& report);

/// The values of a result for the columns of audit from outcome to tool_version, without snapshot_digest.
SqlValues values_of(const AuditResult& result);

/// Read what values_of() wrote into the columns `counts` and `ack_ids`.
AuditCounts counts_of(const std::string& json);
std::vector<std::int64_t> ids_of(const std::string& json);

/// Returns whether the columns of a row from `first` on hold these values.
bool holds(const SqlRow& row, std::size_t first, const SqlValues& values);

std::string labels_json(const std::map<std::string, std::string>& labels);
/// The reverse of labels_json().
std::map<std::string, std::string> labels_of(const std::string& json);

inline constexpr const char* kFindingColumns =
    "op, kind, schema_name, table_name, name, finding_key, actual_name, server_named, actual_server_named, "
    "declared_definition, actual_definition, attributes, digest";
/// Reads a finding whose columns begin at `first`.
StoredFinding stored_finding(const SqlRow& row, std::size_t first = 0);
SqlValues values_of(const StoredFinding& finding);

inline constexpr const char* kEpisodeColumns =
    "e.id, t.name, e.first_fingerprint, e.fingerprint, e.window_from, e.window_to, e.changed_from, "
    "e.changed_to, e.closed_from, e.closed_to, e.acknowledged, e.closed_audit";
inline constexpr const char* kEpisodeTables = " FROM episode e JOIN target t ON t.id = e.target_id ";
/// What stands for the audit that closed an episode where none did: its target is no longer there.
inline constexpr std::int64_t kClosedByNoAudit = 0;
Episode stored_episode(const SqlRow& row);

inline constexpr const char* kAckColumns =
    "id, finding_key, selector, reason, owner, created_at, ends_at, ended_at";
Ack stored_ack(const SqlRow& row);

inline constexpr const char* kEventColumns = "id, happened_at, kind, target, body, previous_hash, hash";
Event stored_event(const SqlRow& row);

}  // namespace tenon
