// How much the store holds, and what of it may go.

#include <algorithm>
#include <set>

#include "audit/canonical_json.h"
#include "model/error.h"
#include "store/log.h"
#include "store/pruned.h"
#include "store/store.h"

namespace tenon {

namespace {

constexpr const char* kCountedTables[] = {
    "target", "sweep",    "audit", "snapshot",        "drift",     "finding", "episode",        "ack",
    "event",  "delivery", "job",   "target_schedule", "api_token", "login",   "api_definition", "issue"};

/// One kind of rows that may go: how they are called, which of them, and whether they are results.
struct Prunable {
  std::string what;
  std::string select;  ///< their ids; ?1 is a point in time, ?2 how many at most
  std::string table;
  std::string key = "id";
};

// The last result of each target stays, whatever its age.
constexpr const char* kNotLast = "a.id NOT IN (SELECT max(id) FROM audit GROUP BY target_id) ";

const Prunable kOldAudits{"audits",
                          std::string("SELECT a.id, a.sweep_id FROM audit a WHERE a.finished_at < ?1 AND ") +
                              kNotLast + "ORDER BY a.id LIMIT ?2",
                          "audit"};
// Of the in-sync results of a target and a day (the first 10 characters of the time), the last stays.
const Prunable kThinnedAudits{
    "audits thinned",
    std::string(
        "SELECT a.id, a.sweep_id FROM audit a WHERE a.finished_at < ?1 AND a.outcome = 'in_sync' AND ") +
        kNotLast +
        "AND EXISTS (SELECT 1 FROM audit b WHERE b.target_id = a.target_id AND b.outcome = 'in_sync' AND "
        "b.id "
        "> a.id AND substr(b.finished_at, 1, 10) = substr(a.finished_at, 1, 10)) ORDER BY a.id LIMIT ?2",
    "audit"};
const Prunable kSnapshots{
    "snapshots",
    "SELECT s.digest, '' FROM snapshot s WHERE s.created_at < ?1 AND NOT EXISTS (SELECT "
    "1 FROM audit a WHERE a.snapshot_digest = s.digest) LIMIT ?2",
    "snapshot", "digest"};
const Prunable kFindings{
    "findings",
    "SELECT f.id, '' FROM finding f WHERE EXISTS (SELECT 1 FROM drift d WHERE d.digest = "
    "f.drift_digest AND d.created_at < ?1) AND NOT EXISTS (SELECT 1 FROM audit a WHERE "
    "a.drift_digest = f.drift_digest) LIMIT ?2",
    "finding"};
const Prunable kDrifts{
    "drifts",
    "SELECT d.digest, '' FROM drift d WHERE d.created_at < ?1 AND NOT EXISTS (SELECT 1 FROM "
    "audit a WHERE a.drift_digest = d.digest) AND NOT EXISTS (SELECT 1 FROM finding f WHERE "
    "f.drift_digest = d.digest) LIMIT ?2",
    "drift", "digest"};
const Prunable kDeliveries{
    "deliveries",
    "SELECT id, '' FROM delivery WHERE coalesce(delivered_at, given_up_at) < ?1 ORDER BY "
    "id LIMIT ?2",
    "delivery"};

// The last run of each target that a schedule wanted stays, whatever its age: the next one counts from there.
const Prunable kJobs{
    "jobs",
    "SELECT j.id, '' FROM job j WHERE j.finished_at < ?1 AND NOT (j.started_by = 'schedule' AND "
    "j.scheduled_for = (SELECT max(l.scheduled_for) FROM job l WHERE l.target = j.target AND l.started_by = "
    "'schedule')) ORDER BY j.id LIMIT ?2",
    "job"};
const Prunable kSchedules{"schedules of targets",
                          "SELECT id, '' FROM target_schedule WHERE seen_at < ?1 ORDER BY id LIMIT ?2",
                          "target_schedule"};

/// Removes one batch; returns how many rows went. Results that go are written into the log.
std::int64_t remove_batch(StoreSession& session, const Prunable& what, Instant before, std::int64_t batch,
                          Instant now) {
  StoreTransaction transaction(session, Access::kWriting);
  const SqlRows rows = session.run(what.select, {sortable(before), batch});
  std::set<std::int64_t> sweeps;
  for (const SqlRow& row : rows) {
    const SqlValue key = what.key == "id" ? SqlValue(row.integer(0)) : SqlValue(row.text(0));
    session.run("DELETE FROM " + what.table + " WHERE " + what.key + " = ?1", {key});
    if (what.table == "audit") sweeps.insert(row.integer(1));
  }
  if (!sweeps.empty()) append_event(session, pruned_event(sweeps, now));
  transaction.commit();
  return static_cast<std::int64_t>(rows.size());
}

/// The time from which ages count back: a clock that is ahead of every result is not believed.
Instant believed(StoreSession& session, Instant now) {
  const SqlRows rows = session.run("SELECT max(finished_at) FROM audit");
  const auto newest = rows.front().optional_instant(0);
  return newest ? std::min(now, *newest) : now;
}

}  // namespace

std::vector<StoreCount> Store::prune(Instant now, const Retention& policy) {
  if (policy.batch < 1 || policy.audit_days < 1 || policy.full_days < 1 || policy.delivery_days < 1 ||
      policy.job_days < 1)
    throw Error(Fault::kUsage, "a retention is a day at least; nothing was removed");
  const std::lock_guard<std::mutex> turn(turn_);
  session_->give_back_log();  // what removes rows needs space first
  const Instant from = believed(*session_, now);
  const auto before = [&](int days) { return from - std::chrono::days(days); };
  const std::vector<std::pair<const Prunable*, Instant>> steps = {
      {&kOldAudits, before(policy.audit_days)},
      {&kThinnedAudits, before(policy.full_days)},
      {&kSnapshots, before(1)},
      {&kFindings, before(1)},
      {&kDrifts, before(1)},
      {&kDeliveries, before(policy.delivery_days)},
      {&kJobs, before(policy.job_days)},
      {&kSchedules, before(policy.audit_days)}};
  std::vector<StoreCount> all;
  for (const auto& [what, limit] : steps) {
    StoreCount count{what->what, 0};
    for (std::int64_t gone = policy.batch; gone == policy.batch;) {
      gone = remove_batch(*session_, *what, limit, policy.batch, now);
      count.rows += gone;
    }
    all.push_back(std::move(count));
  }
  session_->shrink();
  return all;
}

StoreStats Store::stats() {
  const std::lock_guard<std::mutex> turn(turn_);
  const StoreTransaction transaction(*session_, Access::kReading);
  StoreStats stats;
  for (const char* table : kCountedTables)
    stats.counts.push_back(
        {table, session_->run(std::string("SELECT count(*) FROM ") + table).front().integer(0)});
  const SqlRow sizes = session_
                           ->run(
                               "SELECT coalesce(sum(length(content)), 0), coalesce(sum(text_bytes), 0) "
                               "FROM snapshot")
                           .front();
  stats.snapshot_bytes = sizes.integer(0);
  stats.snapshot_text_bytes = sizes.integer(1);
  const SqlRow times = session_->run("SELECT min(finished_at), max(finished_at) FROM audit").front();
  stats.first = times.optional_instant(0);
  stats.last = times.optional_instant(1);
  stats.version = info(*session_, kVersionName).value_or("");
  stats.bytes = session_->bytes();
  return stats;
}

}  // namespace tenon
