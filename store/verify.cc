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
#include "store/episode_check.h"
#include "store/job_check.h"
#include "store/log.h"
#include "store/pruned.h"
#include "store/rows.h"
#include "store/store.h"
#include "store/sweep_digest.h"
#include "store/target_check.h"
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
    check("episodes", [&] { checked("episodes", episodes_.check(session_, verdict_.faults)); });
    check("acks", [&] { acks(); });
    check("targets", [&] {
      logged_.is_pruned = !pruned_.empty();
      checked("targets", checked_targets(session_, logged_, verdict_.faults));
    });
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
    if (transition && *transition <= Transition::kDriftClosed) episodes_.add(transition_of(event));
    if (transition == Transition::kTargetGone)
      logged_.gone[event.target] = transition_of(event).audit.value_or(0);
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
        if (row.is_null(8) && !row.is_null(9))
          fault("audit " + row.text(0), "has the message of an error, and no error");
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

  /// Whether a row was written when the first result that refers to it was; unknown once results were
  /// removed.
  bool is_of_first(const SqlRow& row, std::size_t created, std::size_t first) const {
    return !pruned_.empty() || row.is_null(first) || row.text(created) == row.text(first);
  }

  void snapshots() {
    const SqlRows digests = session_.run(
        "SELECT s.digest, s.created_at, (SELECT a.finished_at FROM audit a WHERE a.snapshot_digest = "
        "s.digest "
        "ORDER BY a.id LIMIT 1) FROM snapshot s ORDER BY s.digest");
    for (const SqlRow& digest : digests) {
      if (!is_of_first(digest, 1, 2))
        fault("snapshot " + digest.text(0), "was first recorded at another time than its first result");
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

  /// Returns the findings of drift, whose positions count up from 1.
  std::vector<StoredFinding> findings_in_place(const std::string& drift) {
    std::vector<StoredFinding> all;
    bool is_in_place = true;
    for (const SqlRow& row : session_.run(std::string("SELECT position, ") + kFindingColumns +
                                              " FROM finding WHERE drift_digest = ?1 ORDER BY position",
                                          {drift})) {
      all.push_back(stored_finding(row, 1));
      is_in_place = is_in_place && row.integer(0) == static_cast<std::int64_t>(all.size());
    }
    if (!is_in_place) fault("drift " + drift, "has findings whose positions do not count up from 1");
    return all;
  }

  void drifts() {
    const SqlRows rows = session_.run(
        "SELECT d.digest, d.report, d.content_digest, d.created_at, (SELECT a.finished_at FROM audit a WHERE "
        "a.drift_digest = d.digest ORDER BY a.id LIMIT 1) FROM drift d ORDER BY d.digest");
    for (const SqlRow& row : rows)
      check("drift", [&] {
        const std::vector<StoredFinding> findings = findings_in_place(row.text(0));
        if (!is_of_first(row, 3, 4))
          fault("drift " + row.text(0), "was first recorded at another time than its first result");
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

  StoreSession& session_;
  StoreVerdict verdict_;
  std::set<std::int64_t> pruned_;
  std::map<std::int64_t, std::string> acks_;
  std::map<std::int64_t, std::string> sweeps_;
  EpisodeLog episodes_;
  LoggedTargets logged_;
};

}  // namespace

StoreVerdict Store::verify() {
  const std::lock_guard<std::mutex> turn(turn_);
  const StoreTransaction transaction(*session_, Access::kReading);
  return Verification(*session_).all();
}

}  // namespace tenon
