// Writes results into the store: everything about one finished target in one transaction.

#include "store/record.h"

#include <algorithm>

#include "audit/fingerprint.h"
#include "model/digest.h"
#include "model/error.h"
#include "store/compression.h"
#include "store/log.h"
#include "store/rows.h"
#include "store/state_json.h"
#include "store/store.h"
#include "store/targets.h"
#include "store/utf8.h"

namespace tenon {

namespace {

std::int64_t target_id(StoreSession& session, const AuditResult& result) {
  const SqlValues values = {result.target, labels_json(result.labels), result.url_ref};
  const SqlRows known =
      session.run("UPDATE target SET labels = ?2, url_ref = ?3 WHERE name = ?1 RETURNING id", values);
  if (!known.empty()) return known.front().integer(0);
  TargetState none;
  return session
      .run(
          "INSERT INTO target (name, labels, url_ref, state, created_at) VALUES (?1, ?2, ?3, ?4, ?5) "
          "RETURNING id",
          {values[0], values[1], values[2], state_json(none), sortable(result.finished)})
      .front()
      .integer(0);
}

/// Stores a text once; returns its digest, or nothing where there is no text.
std::string stored_snapshot(StoreSession& session, const AuditResult& result, const std::string& text) {
  if (text.empty()) return "";
  const std::string digest = sha256(text);
  if (digest != result.snapshot_digest)
    throw Error(Fault::kInternal, "the snapshot of " + result.target + " has the digest " + digest +
                                      ", and its result says " + result.snapshot_digest);
  if (session.run("SELECT 1 FROM snapshot WHERE digest = ?1", {digest}).empty())
    session.run(
        "INSERT INTO snapshot (digest, content, text_bytes, created_at) VALUES (?1, ?2, ?3, ?4)",
        {digest, Blob{compressed(text)}, static_cast<std::int64_t>(text.size()), sortable(result.finished)});
  return digest;
}

void insert_finding(StoreSession& session, const std::string& drift, std::int64_t position,
                    const StoredFinding& finding) {
  SqlValues values = {drift, position};
  for (SqlValue& value : values_of(finding)) values.push_back(std::move(value));
  session.run(std::string("INSERT INTO finding (drift_digest, position, ") + kFindingColumns +
                  ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
              values);
}

/// Stores the findings once for all results that share them; returns the digest of what is stored.
std::string stored_drift(StoreSession& session, const AuditResult& result, const std::string& report) {
  const std::string& digest = result.full_fingerprint;
  if (digest.empty()) return "";
  const SqlRows known = session.run("SELECT content_digest FROM drift WHERE digest = ?1", {digest});
  if (!known.empty()) return known.front().text(0);
  std::string content = content_digest(result.findings, report);
  session.run("INSERT INTO drift (digest, report, content_digest, created_at) VALUES (?1, ?2, ?3, ?4)",
              {digest, Blob{compressed(report)}, content, sortable(result.finished)});
  std::int64_t position = 0;
  for (const StoredFinding& finding : result.findings) insert_finding(session, digest, ++position, finding);
  return content;
}

std::int64_t insert_audit(StoreSession& session, std::int64_t sweep, std::int64_t target,
                          const AuditResult& result, const ContentDigests& content) {
  const SqlValue none = std::monostate();
  SqlValues values = {sweep, target, content.snapshot.empty() ? none : SqlValue(content.snapshot),
                      row_digest(sweep, result, content)};
  for (SqlValue& value : values_of(result)) values.push_back(std::move(value));
  return session
      .run(
          "INSERT INTO audit (sweep_id, target_id, snapshot_digest, row_digest, outcome, fingerprint, "
          "drift_digest, acknowledged, ack_ids, error_reason, error_message, engine, server_version, "
          "url_ref, labels, declared_digest, read_digest, counts, durations, started_at, read_at, "
          "finished_at, attempts, tool_version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
          "?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24) RETURNING id",
          values)
      .front()
      .integer(0);
}

SqlValue from_of(const std::optional<Window>& window) {
  return or_null(window ? window->from : std::nullopt);
}
SqlValue to_of(const std::optional<Window>& window) {
  return or_null(window ? std::optional(window->to) : std::nullopt);
}

void insert_episode(StoreSession& session, std::int64_t target, std::int64_t audit, const Episode& episode) {
  session.run(
      "INSERT INTO episode (target_id, first_fingerprint, fingerprint, window_from, window_to, acknowledged, "
      "opened_audit) VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6)",
      {target, episode.first_fingerprint, episode.fingerprint, or_null(episode.opened.from),
       sortable(episode.opened.to), audit});
}

/// Returns a result whose texts every database takes, so that its digests are those of what is stored.
AuditResult fit(AuditResult result) {
  for (std::string* text :
       {&result.target, &result.engine, &result.server_version, &result.url_ref, &result.tool_version})
    *text = storable(*text);
  if (result.error)
    result.error = AuditError{storable(result.error->reason), storable(result.error->message)};
  std::map<std::string, std::string> labels;
  for (const auto& [key, value] : result.labels) labels[storable(key)] = storable(value);
  result.labels = std::move(labels);
  result.origin->configuration = storable(result.origin->configuration);
  result.origin->set = storable(result.origin->set);
  return result;
}

void require_sweep(StoreSession& session, std::int64_t sweep) {
  if (session.run("SELECT 1 FROM sweep WHERE id = ?1", {sweep}).empty())
    throw Error(Fault::kInternal, "there is no sweep " + std::to_string(sweep) + " in " + session.shown());
}

}  // namespace

void update_episode(StoreSession& session, std::int64_t audit, const Episode& episode) {
  session.run(
      "UPDATE episode SET fingerprint = ?2, changed_from = ?3, changed_to = ?4, closed_from = ?5, "
      "closed_to = ?6, acknowledged = ?7, closed_audit = ?8 WHERE id = ?1",
      {episode.id, episode.fingerprint, from_of(episode.changed), to_of(episode.changed),
       from_of(episode.closed), to_of(episode.closed), std::int64_t{episode.is_acknowledged},
       episode.closed ? SqlValue(audit) : SqlValue(std::monostate())});
}

std::int64_t inserted_sweep(StoreSession& session, const SweepStart& start) {
  return session
      .run(
          "INSERT INTO sweep (started_at, started_by, selection, targets, workers, tool_version, "
          "summary) VALUES (?1, ?2, ?3, ?4, ?5, ?6, '') RETURNING id",
          {sortable(start.started), start.trigger, start.selection, start.targets, start.workers,
           start.tool_version})
      .front()
      .integer(0);
}

Recorded recorded(StoreSession& session, std::int64_t sweep, const AuditResult& given,
                  const AuditTexts& texts) {
  const AuditResult result = fit(given);
  require_sweep(session, sweep);
  const std::int64_t target = target_id(session, result);
  const SqlRows known =
      session.run("SELECT id FROM audit WHERE sweep_id = ?1 AND target_id = ?2", {sweep, target});
  if (!known.empty()) return {known.front().integer(0), false, {}};

  HistoryStep step = next(stored_state(session, result.target), result);
  const ContentDigests content = {stored_snapshot(session, result, texts.snapshot),
                                  stored_drift(session, result, texts.report)};
  const std::int64_t audit = insert_audit(session, sweep, target, result, content);
  if (step.episode && step.episode->id == 0) insert_episode(session, target, audit, *step.episode);
  if (step.episode && step.episode->id != 0) update_episode(session, audit, *step.episode);
  for (TargetTransition& one : step.transitions) {
    one.audit = audit;
    append_event(session, event_of(one, sweep, result.finished));
  }
  store_state(session, step.after);
  return {audit, true, step.transitions};
}

std::int64_t Store::begin_sweep(const SweepStart& start) {
  const std::lock_guard<std::mutex> turn(turn_);
  StoreTransaction transaction(*session_, Access::kWriting);
  const std::int64_t id = inserted_sweep(*session_, start);
  transaction.commit();
  return id;
}

Recorded Store::record(std::int64_t sweep, const AuditResult& result, const AuditTexts& texts) {
  const std::lock_guard<std::mutex> turn(turn_);
  StoreTransaction transaction(*session_, Access::kWriting);
  Recorded made = recorded(*session_, sweep, result, texts);
  if (made.is_new) transaction.commit();
  return made;
}

}  // namespace tenon
