// Checks the store against its own log and digests: rows that were changed are found.

#include <algorithm>
#include <map>
#include <set>

#include "audit/canonical_json.h"
#include "audit/fingerprint.h"
#include "model/digest.h"
#include "model/error.h"
#include "store/ack_event.h"
#include "store/compression.h"
#include "store/definition_book.h"
#include "store/job_check.h"
#include "store/log.h"
#include "store/pruned.h"
#include "store/rows.h"
#include "store/store.h"
#include "store/sweep_digest.h"
#include "store/targets.h"
#include "store/token_rows.h"

namespace tenon {

namespace {

constexpr std::int64_t kPage = 500;

/// Checks one store inside one transaction, and collects what is wrong.
class Verification {
 public:
  explicit Verification(StoreSession& session) : session_(session) {}

  StoreVerdict all() {
    check("rows", [&] { session_.require_whole(); });
    check("events", [&] { events(); });
    check("audits", [&] { audits(); });
    check("sweeps", [&] { sweeps(); });
    check("snapshots", [&] { snapshots(); });
    check("drifts", [&] { drifts(); });
    check("episodes", [&] { episodes(); });
    check("acks", [&] { acks(); });
    check("targets", [&] { targets(); });
    check("jobs", [&] { checked("jobs", checked_jobs(session_, pruned_, verdict_.faults)); });
    check("tokens", [&] { checked("tokens", checked_tokens(session_, verdict_.faults)); });
    check("definitions", [&] { checked("definitions", checked_definitions(session_, verdict_.faults)); });
    return std::move(verdict_);
  }

 private:
  /// A row that cannot even be read is a fault like another.
  template <class Work>
  void check(const char* what, Work&& work) {
    try {
      work();
    } catch (const Error& error) {
      if (error.fault() != Fault::kRefused) throw;
      fault(what, error.what());
    }
  }
  void fault(std::string where, std::string what) {
    verdict_.faults.push_back({std::move(where), std::move(what)});
  }
  void checked(const char* what, std::int64_t rows) { verdict_.checked.push_back({what, rows}); }

  void events() {
    Event last;
    while (true) {
      const std::vector<Event> page = events_after(session_, last.id, kPage);
      if (page.empty()) break;
      for (const ChainFault& one : verified(last, page)) fault("event " + std::to_string(one.id), one.what);
      for (const Event& event : page) remember(event);
      last = page.back();
    }
    if (info(session_, kLogHead).value_or(log_head({})) != log_head(last))
      fault("event " + std::to_string(last.id),
            "is not the last one that was written: later ones are missing");
    checked("events", last.id);
  }

  void remember(const Event& event) {
    const auto transition = transition_named(event.kind);
    if (event.kind == kStorePruned) pruned_.merge(pruned_sweeps(event));
    if (event.kind == kAckAdded || event.kind == kAckEnded)
      acks_[number_at(parsed_json(event.body, "an event"), "ack").value_or(0)] = event.body;
    if (transition == Transition::kSweepFinished)
      sweeps_[number_at(parsed_json(event.body, "an event"), "sweep").value_or(0)] = event.body;
    if (transition && *transition <= Transition::kDriftClosed) replay(transition_of(event));
    if (transition == Transition::kTargetGone) gone_[event.target] = transition_of(event).audit.value_or(0);
  }

  /// Follows the episodes of a target through the log.
  void replay(const TargetTransition& one) {
    std::vector<Episode>& own = episodes_[one.target];
    if (one.transition == Transition::kDriftOpened) {
      Episode opened;
      opened.first_fingerprint = opened.fingerprint = one.fingerprint;
      opened.opened = one.window.value_or(Window{});
      own.push_back(std::move(opened));
    } else if (!own.empty() && one.transition == Transition::kDriftChanged) {
      own.back().fingerprint = one.fingerprint;
      if (one.window) own.back().changed = one.window;
    } else if (!own.empty()) {
      own.back().closed = one.window;
      own.back().is_acknowledged = one.reason == kEndedByAck;
      own.back().is_gone = one.reason == kEndedAsGone;
    }
  }

  void audits() {
    std::int64_t count = 0;
    std::int64_t last = 0;
    while (true) {
      const SqlRows page = session_.run(
          std::string("SELECT ") + kAuditColumns + ", a.snapshot_digest, d.content_digest" + kAuditTables +
              "LEFT JOIN drift d ON d.digest = a.drift_digest WHERE a.id > ?1 ORDER BY a.id LIMIT ?2",
          {last, kPage});
      if (page.empty()) break;
      for (const SqlRow& row : page) {
        const StoredAudit audit = stored_audit(row);
        if (row_digest(audit.sweep, audit.result, {row.text(24), row.text(25)}) != row.text(23))
          fault("audit " + row.text(0), "is not what its digest says (target " + audit.result.target + ")");
      }
      last = page.back().integer(0);
      count += static_cast<std::int64_t>(page.size());
    }
    checked("audits", count);
  }

  void sweeps() {
    const SqlRows rows = session_.run(std::string("SELECT ") + kSweepColumns + " FROM sweep ORDER BY id");
    for (const SqlRow& row : rows) {
      const StoredSweep sweep = stored_sweep(row);
      const auto logged = sweeps_.find(sweep.id);
      if (logged == sweeps_.end()) {
        if (sweep.finished) fault("sweep " + row.text(0), "has ended, and the log does not say so");
        continue;
      }
      const std::string logged_results = text_at(parsed_json(logged->second, "an event"), "results");
      const std::string results =
          pruned_.contains(sweep.id) ? logged_results : results_digest(session_, sweep.id);
      if (results != logged_results)
        fault("sweep " + row.text(0), "has other results than the log says: some were changed or removed");
      if (sweep_body(sweep, logged_results) != logged->second)
        fault("sweep " + row.text(0), "is not what the log says");
      sweeps_.erase(logged);
    }
    for (const auto& [id, body] : sweeps_)
      fault("sweep " + std::to_string(id), "is in the log, and there is none");
    checked("sweeps", static_cast<std::int64_t>(rows.size()));
  }

  void snapshots() {
    const SqlRows digests = session_.run("SELECT digest FROM snapshot ORDER BY digest");
    for (const SqlRow& digest : digests) {
      const SqlRow row =
          session_.run("SELECT content, text_bytes FROM snapshot WHERE digest = ?1", {digest.text(0)})
              .front();
      check("snapshot", [&] {
        const std::string text = decompressed(row.text(0), "snapshot " + digest.text(0));
        if (sha256(text) != digest.text(0) || static_cast<std::int64_t>(text.size()) != row.integer(1))
          fault("snapshot " + digest.text(0), "is not what its digest says");
      });
    }
    checked("snapshots", static_cast<std::int64_t>(digests.size()));
  }

  void drifts() {
    const SqlRows rows = session_.run("SELECT digest, report, content_digest FROM drift ORDER BY digest");
    for (const SqlRow& row : rows)
      check("drift", [&] {
        std::vector<StoredFinding> findings;
        for (const SqlRow& one : session_.run(std::string("SELECT ") + kFindingColumns +
                                                  " FROM finding WHERE drift_digest = ?1 ORDER BY position",
                                              {row.text(0)}))
          findings.push_back(stored_finding(one));
        const bool is_told = std::ranges::all_of(
            findings, [](const StoredFinding& one) { return one.digest == digest_of(one); });
        if (!is_told || fingerprint_of(findings) != row.text(0))
          fault("drift " + row.text(0), "has other findings than its digest says");
        const std::string report = decompressed(row.text(1), "the report of " + row.text(0));
        if (content_digest(findings, report) != row.text(2))
          fault("drift " + row.text(0), "has other texts than its digest says");
      });
    checked("drifts", static_cast<std::int64_t>(rows.size()));
  }

  void episodes() {
    std::map<std::string, std::vector<Episode>> stored;
    std::int64_t count = 0;
    for (const SqlRow& row :
         session_.run(std::string("SELECT ") + kEpisodeColumns + kEpisodeTables + "ORDER BY e.id")) {
      Episode episode = stored_episode(row);
      const std::string target = std::exchange(episode.target, "");
      episode.id = 0;
      stored[target].push_back(std::move(episode));
      ++count;
    }
    for (const auto& [target, own] : stored)
      if (own != episodes_[target]) fault("episodes of " + target, "are not what the log says");
    for (const auto& [target, own] : episodes_)
      if (!own.empty() && !stored.contains(target))
        fault("episodes of " + target, "are in the log, and there are none");
    checked("episodes", count);
  }

  void acks() {
    const SqlRows rows = session_.run(std::string("SELECT ") + kAckColumns + " FROM ack ORDER BY id");
    for (const SqlRow& row : rows) {
      const Ack ack = stored_ack(row);
      const auto logged = acks_.find(ack.id);
      if (logged == acks_.end() || logged->second != ack_body(ack))
        fault("ack " + row.text(0), "is not what the log says");
      if (logged != acks_.end()) acks_.erase(logged);
    }
    for (const auto& [id, body] : acks_)
      fault("ack " + std::to_string(id), "is in the log, and there is none");
    checked("acks", static_cast<std::int64_t>(rows.size()));
  }

  /// The state of a target is that of its last result, which is never pruned.
  void targets() {
    const std::vector<TargetState> states = stored_states(session_);
    for (const TargetState& state : states) {
      const SqlRows rows = session_.run(std::string("SELECT ") + kAuditColumns + kAuditTables +
                                            "WHERE t.name = ?1 ORDER BY a.id DESC LIMIT 1",
                                        {state.target});
      if (rows.empty()) {
        if (state.outcome) fault("target " + state.target, "has a state, and no result");
        continue;
      }
      const StoredAudit last = stored_audit(rows.front());
      const AuditResult& result = last.result;
      const auto gone = gone_.find(state.target);
      const bool is_gone = gone != gone_.end() && gone->second == last.id;
      if (is_gone != state.gone_since.has_value())
        fault("target " + state.target, is_gone ? "is no longer there, the log says"
                                                : "is said to be gone, and the log does not say so");
      if (is_gone) continue;
      const bool is_same = state.outcome == result.outcome &&
                           (!is_known(result.outcome) || (state.fingerprint == result.fingerprint &&
                                                          state.full_fingerprint == result.full_fingerprint));
      if (!is_same) fault("target " + state.target, "has another state than its last result says");
    }
    checked("targets", static_cast<std::int64_t>(states.size()));
  }

  StoreSession& session_;
  StoreVerdict verdict_;
  std::set<std::int64_t> pruned_;
  std::map<std::int64_t, std::string> acks_;
  std::map<std::int64_t, std::string> sweeps_;
  std::map<std::string, std::vector<Episode>> episodes_;
  std::map<std::string, std::int64_t> gone_;  ///< targets, and the last audit before each was told to be gone
};

}  // namespace

StoreVerdict Store::verify() {
  const std::lock_guard<std::mutex> turn(turn_);
  const StoreTransaction transaction(*session_, Access::kReading);
  return Verification(*session_).all();
}

}  // namespace tenon
