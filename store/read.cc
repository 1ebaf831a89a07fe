// Reads results, episodes, snapshots and findings from the store.

#include "store/read.h"

#include <algorithm>
#include <map>

#include "model/digest.h"
#include "model/error.h"
#include "model/glob.h"
#include "store/compression.h"
#include "store/log.h"
#include "store/overview.h"
#include "store/rows.h"
#include "store/store.h"
#include "store/targets.h"

namespace tenon {

namespace {

const std::string kSelectAudits = std::string("SELECT ") + kAuditColumns + kAuditTables;
constexpr const char* kLastOfEach = "a.id IN (SELECT max(id) FROM audit GROUP BY target_id) ";

std::vector<StoredFinding> findings_of(StoreSession& session, const std::string& drift) {
  std::vector<StoredFinding> all;
  for (const SqlRow& row : session.run(std::string("SELECT ") + kFindingColumns +
                                           " FROM finding WHERE drift_digest = ?1 ORDER BY position",
                                       {drift}))
    all.push_back(stored_finding(row));
  return all;
}

/// Gives results their findings, each drift read once.
void add_findings(StoreSession& session, std::vector<StoredAudit>& audits) {
  std::map<std::string, std::vector<StoredFinding>> known;
  for (StoredAudit& audit : audits) {
    const std::string& drift = audit.result.full_fingerprint;
    if (drift.empty()) continue;
    const auto found = known.find(drift);
    audit.result.findings = found != known.end() ? found->second : findings_of(session, drift);
    if (found == known.end()) known.emplace(drift, audit.result.findings);
  }
}

std::vector<StoredAudit> audits_of(const SqlRows& rows) {
  std::vector<StoredAudit> all;
  for (const SqlRow& row : rows) all.push_back(stored_audit(row));
  return all;
}

std::optional<std::string> snapshot_text(StoreSession& session, const std::string& digest) {
  const SqlRows rows = session.run("SELECT content FROM snapshot WHERE digest = ?1", {digest});
  if (rows.empty()) return std::nullopt;
  std::string text = decompressed(rows.front().text(0), "snapshot " + digest);
  if (sha256(text) != digest)
    throw Error(Fault::kRefused, Reason::kParse,
                "snapshot " + digest + " in the audit store " + session.shown() +
                    " is not what its digest says; it was changed by hand, or is damaged; "
                    "tenon store verify says what else is");
  return text;
}

std::optional<StoredSnapshot> snapshot_of_row(StoreSession& session, const SqlRows& rows) {
  if (rows.empty() || rows.front().is_null(3)) return std::nullopt;
  const SqlRow& row = rows.front();
  StoredSnapshot made{row.integer(0), row.text(1), row.instant(2), row.text(3), {}};
  const auto text = snapshot_text(session, made.digest);
  if (!text) return std::nullopt;
  made.text = *text;
  return made;
}

constexpr const char* kSelectSnapshot =
    "SELECT a.id, t.name, coalesce(a.read_at, a.started_at), a.snapshot_digest FROM audit a JOIN target t ON "
    "t.id = a.target_id ";

}  // namespace

std::vector<StoredAudit> results_of(StoreSession& session, std::int64_t sweep) {
  std::vector<StoredAudit> all =
      audits_of(session.run(kSelectAudits + "WHERE a.sweep_id = ?1 ORDER BY t.name", {sweep}));
  add_findings(session, all);
  return all;
}

std::optional<StoredAudit> audit_row(StoreSession& session, std::int64_t audit) {
  const SqlRows rows = session.run(kSelectAudits + "WHERE a.id = ?1", {audit});
  return rows.empty() ? std::nullopt : std::optional(stored_audit(rows.front()));
}

std::optional<StoredDrift> drift_row(StoreSession& session, const std::string& drift) {
  const SqlRows rows = session.run("SELECT report, created_at FROM drift WHERE digest = ?1", {drift});
  if (rows.empty()) return std::nullopt;
  return StoredDrift{drift, findings_of(session, drift),
                     decompressed(rows.front().text(0), "the report of " + drift), rows.front().instant(1)};
}

std::optional<StoredSnapshot> snapshot_row(StoreSession& session, std::int64_t audit) {
  return snapshot_of_row(session, session.run(std::string(kSelectSnapshot) + "WHERE a.id = ?1", {audit}));
}

std::vector<StoredAudit> Store::latest() {
  const std::lock_guard<std::mutex> turn(turn_);
  const StoreTransaction transaction(*session_, Access::kReading);
  std::vector<StoredAudit> all =
      audits_of(session_->run(kSelectAudits + "WHERE " + kLastOfEach + "ORDER BY t.name"));
  add_findings(*session_, all);
  return all;
}

std::vector<StoredAudit> Store::results_of_sweep(std::int64_t sweep) {
  const std::lock_guard<std::mutex> turn(turn_);
  const StoreTransaction transaction(*session_, Access::kReading);
  return results_of(*session_, sweep);
}

std::vector<StoredTarget> Store::known_targets() {
  const std::lock_guard<std::mutex> turn(turn_);
  const StoreTransaction transaction(*session_, Access::kReading);
  return stored_targets(*session_);
}

std::vector<TargetState> Store::states() {
  const std::lock_guard<std::mutex> turn(turn_);
  const StoreTransaction transaction(*session_, Access::kReading);
  return stored_states(*session_);
}

std::optional<StoredAudit> Store::audit(std::int64_t id) {
  const std::lock_guard<std::mutex> turn(turn_);
  const StoreTransaction transaction(*session_, Access::kReading);
  std::optional<StoredAudit> found = audit_row(*session_, id);
  if (found && !found->result.full_fingerprint.empty())
    found->result.findings = findings_of(*session_, found->result.full_fingerprint);
  return found;
}

std::vector<StoredAudit> Store::history(const std::string& target, std::int64_t limit) {
  const std::lock_guard<std::mutex> turn(turn_);
  return audits_of(
      session_->run(kSelectAudits + "WHERE t.name = ?1 ORDER BY a.id DESC LIMIT ?2", {target, limit}));
}

std::vector<Episode> Store::episodes(const std::string& target) {
  const std::lock_guard<std::mutex> turn(turn_);
  const std::string select = std::string("SELECT ") + kEpisodeColumns + kEpisodeTables;
  std::vector<Episode> all;
  for (const SqlRow& row : target.empty()
                               ? session_->run(select + "ORDER BY e.id DESC")
                               : session_->run(select + "WHERE t.name = ?1 ORDER BY e.id DESC", {target}))
    all.push_back(stored_episode(row));
  return all;
}

std::vector<std::string> Store::targets() {
  const std::lock_guard<std::mutex> turn(turn_);
  std::vector<std::string> all;
  for (const SqlRow& row : session_->run("SELECT name FROM target ORDER BY name")) all.push_back(row.text(0));
  return all;
}

std::optional<std::string> Store::snapshot(const std::string& digest) {
  const std::lock_guard<std::mutex> turn(turn_);
  return snapshot_text(*session_, digest);
}

std::optional<StoredSnapshot> Store::snapshot_of(std::int64_t audit) {
  const std::lock_guard<std::mutex> turn(turn_);
  const StoreTransaction transaction(*session_, Access::kReading);
  return snapshot_row(*session_, audit);
}

std::optional<StoredSnapshot> Store::snapshot_at(const std::string& target, Instant at) {
  const std::lock_guard<std::mutex> turn(turn_);
  const StoreTransaction transaction(*session_, Access::kReading);
  return snapshot_of_row(
      *session_,
      session_->run(std::string(kSelectSnapshot) +
                        "WHERE t.name = ?1 AND a.snapshot_digest IS NOT NULL AND coalesce(a.read_at, "
                        "a.started_at) <= ?2 ORDER BY 3 DESC, a.id DESC LIMIT 1",
                    {target, sortable(at)}));
}

std::optional<StoredDrift> Store::drift(const std::string& full_fingerprint) {
  const std::lock_guard<std::mutex> turn(turn_);
  const StoreTransaction transaction(*session_, Access::kReading);
  return drift_row(*session_, full_fingerprint);
}

std::vector<FindingOfTarget> Store::findings(const std::string& key_glob) {
  std::vector<FindingOfTarget> all;
  for (const StoredAudit& audit : latest())
    for (const StoredFinding& finding : audit.result.findings)
      if (glob_matches(key_glob, finding.key)) all.push_back({audit.result.target, audit.id, finding});
  return all;
}

std::vector<Event> Store::events_after(std::int64_t id, std::int64_t limit) {
  const std::lock_guard<std::mutex> turn(turn_);
  return tenon::events_after(*session_, id, limit);
}

}  // namespace tenon
