// What pages show of targets and their results: a fixed number of bounded queries, rows in, small values out.

#include "store/overview.h"

#include "audit/canonical_json.h"
#include "store/rows.h"
#include "store/state_json.h"

namespace tenon {

namespace {

constexpr const char* kSelectTargets =
    "SELECT t.name, t.state, t.labels, t.url_ref, a.id, a.drift_digest, a.finished_at, a.error_reason, "
    "a.error_message, a.engine, a.server_version, a.ack_ids FROM target t LEFT JOIN audit a ON a.id = "
    "(SELECT max(l.id) FROM audit l WHERE l.target_id = t.id) ";

TargetRow target_of(const SqlRow& row) {
  TargetRow made;
  made.state = state_of(row.text(0), row.text(1));
  made.labels = labels_of(row.text(2));
  made.url_ref = row.text(3);
  if (row.is_null(4)) return made;
  made.audit = row.integer(4);
  made.drift = row.text(5);
  made.finished = row.instant(6);
  if (!row.is_null(7)) made.error = AuditError{row.text(7), row.text(8)};
  made.server = row.text(9) + (row.text(10).empty() ? "" : " " + row.text(10));
  made.ack_ids = ids_of(row.text(11));
  return made;
}

NightRow night_of(const SqlRow& row) {
  NightRow made;
  made.audit = row.integer(0);
  made.outcome = audit_outcome(row.text(1)).value_or(AuditOutcome::kError);
  made.fingerprint = row.text(2);
  made.finished = row.instant(3);
  made.reason = row.text(4);
  made.counts = counts_of(row.text(5));
  return made;
}

}  // namespace

std::vector<TargetRow> target_rows(StoreSession& session) {
  std::vector<TargetRow> all;
  for (const SqlRow& row : session.run(std::string(kSelectTargets) + "ORDER BY t.name"))
    all.push_back(target_of(row));
  return all;
}

std::optional<TargetRow> target_row(StoreSession& session, const std::string& target) {
  const SqlRows rows = session.run(std::string(kSelectTargets) + "WHERE t.name = ?1", {target});
  return rows.empty() ? std::nullopt : std::optional(target_of(rows.front()));
}

std::vector<FindingCount> finding_counts(StoreSession& session) {
  std::vector<FindingCount> all;
  for (const SqlRow& row : session.run(
           "SELECT t.name, f.op, count(*) FROM target t JOIN audit a ON a.id = (SELECT max(l.id) FROM "
           "audit l WHERE l.target_id = t.id) JOIN finding f ON f.drift_digest = a.drift_digest GROUP "
           "BY t.name, f.op ORDER BY t.name, f.op"))
    all.push_back({row.text(0), row.text(1), row.integer(2)});
  return all;
}

std::vector<NightRow> night_rows(StoreSession& session, const std::string& target, std::int64_t limit) {
  std::vector<NightRow> all;
  for (const SqlRow& row :
       session.run("SELECT a.id, a.outcome, a.fingerprint, a.finished_at, a.error_reason, a.counts FROM "
                   "audit a WHERE a.target_id = (SELECT id FROM target WHERE name = ?1) ORDER BY a.id DESC "
                   "LIMIT ?2",
                   {target, limit}))
    all.push_back(night_of(row));
  return all;
}

std::vector<Episode> episode_rows(StoreSession& session, const std::string& target, std::int64_t limit) {
  std::vector<Episode> all;
  for (const SqlRow& row : session.run(std::string("SELECT ") + kEpisodeColumns + kEpisodeTables +
                                           "WHERE t.name = ?1 ORDER BY e.id DESC LIMIT ?2",
                                       {target, limit}))
    all.push_back(stored_episode(row));
  return all;
}

AuditNeighbours audit_neighbours(StoreSession& session, std::int64_t audit) {
  const SqlRows rows = session.run(
      "SELECT (SELECT max(b.id) FROM audit b WHERE b.target_id = a.target_id AND b.id < a.id), "
      "(SELECT min(b.id) FROM audit b WHERE b.target_id = a.target_id AND b.id > a.id) FROM audit a "
      "WHERE a.id = ?1",
      {audit});
  AuditNeighbours made;
  if (rows.empty()) return made;
  if (!rows.front().is_null(0)) made.previous = rows.front().integer(0);
  if (!rows.front().is_null(1)) made.next = rows.front().integer(1);
  return made;
}

}  // namespace tenon
