// The audit store: remembers results, episodes, acknowledgements and events, in SQLite or PostgreSQL.

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "audit/ack.h"
#include "audit/event.h"
#include "audit/history.h"
#include "audit/result.h"
#include "model/instant.h"

namespace tenon {

class AnswerBook;
class DefinitionBook;
class IssueBook;
class JobQueue;
class StoreSession;
class TokenBook;

/// A sweep when it begins.
struct SweepStart {
  Instant started{};
  std::string trigger = "manual";  ///< `manual`, `schedule` ...
  std::string selection;           ///< as the user gave it: `--all`, `env=prod`
  std::int64_t targets = 0;
  std::int64_t workers = 1;
  std::string tool_version;
};

/// A sweep as it is remembered.
struct StoredSweep {
  std::int64_t id = 0;
  SweepStart start;
  std::optional<Instant> finished;  ///< nullopt: it runs still, or it was ended before its end
  std::optional<int> exit_code;
  std::string summary;  ///< what finish_sweep() was given

  friend bool operator==(const StoredSweep& a, const StoredSweep& b) { return a.id == b.id; }
};

/// A target as it is remembered.
struct StoredTarget {
  std::string name;
  std::map<std::string, std::string> labels;
  std::string url_ref;
  TargetState state;
};

/// What goes into the store beside a result; an empty text is not stored.
struct AuditTexts {
  std::string snapshot;  ///< declared JSON of the catalog; its digest is result.snapshot_digest
  std::string report;    ///< JSON of the report; kept once for each full fingerprint
};

/// A result as it is remembered.
struct StoredAudit {
  std::int64_t id = 0;
  std::int64_t sweep = 0;
  AuditResult result;

  friend bool operator==(const StoredAudit&, const StoredAudit&) = default;
};

/// What record() did.
struct Recorded {
  std::int64_t audit = 0;
  bool is_new = true;  ///< false: this sweep has a result of this target already, and that one stays
  std::vector<TargetTransition> transitions;
};

/// A message that waits to be sent.
struct NewDelivery {
  std::string channel;     ///< name of the webhook
  std::string message_id;  ///< stable over retries, unique
  std::string kind;        ///< `drift.opened` ...
  std::string body;
};

/// A message as it is remembered.
struct Delivery {
  std::int64_t id = 0;
  NewDelivery message;
  Instant created{};
  std::int64_t attempts = 0;
  Instant due{};  ///< of the next attempt
  std::optional<Instant> delivered;
  std::optional<Instant> given_up;
  std::string last_error;
};

/// What became of an attempt to send a message.
struct DeliveryAttempt {
  Instant at{};
  bool is_delivered = false;
  std::optional<Instant> next;  ///< of one that failed: when to try again; nullopt: never
  std::string error;            ///< redacted
};

/// What a sweep's end is decided by.
struct SweepLook {
  std::vector<TargetTransition> transitions;  ///< that no sweep has told yet
  std::vector<TargetState> states;            ///< of all targets, now
  std::vector<Ack> acks;
};

/// What a sweep ends with.
struct SweepClosing {
  int exit_code = 0;
  std::string summary;  ///< is kept as it is
  std::vector<NewDelivery> deliveries;
};

/// How a sweep ends. `close` is called inside the transaction, once. `left` are the states, as they were when
/// the sweep began, of targets that are no longer there: what another sweep has told of since stays.
struct SweepEnd {
  Instant finished{};
  std::function<SweepClosing(const SweepLook&)> close;
  StalePolicy stale = {};
  int ack_warning_days = 7;  ///< `ack.expiring` is told so long before
  std::vector<TargetState> left = {};
};

/// A catalog of the past.
struct StoredSnapshot {
  std::int64_t audit = 0;
  std::string target;
  Instant read_at{};
  std::string digest;
  std::string text;
};

/// Findings that several results share.
struct StoredDrift {
  std::string full_fingerprint;
  std::vector<StoredFinding> findings;
  std::string report;
  Instant created{};
};

/// A target that has a finding now.
struct FindingOfTarget {
  std::string target;
  std::int64_t audit = 0;
  StoredFinding finding;
};

/// How long things are kept.
struct Retention {
  int audit_days = 400;
  int full_days = 30;      ///< after that, one in-sync result a day is kept
  int delivery_days = 30;  ///< of messages that were sent or given up
  int job_days = 30;       ///< of jobs that are over
  std::int64_t batch = 1000;
};

/// How much there is, or was removed.
struct StoreCount {
  std::string what;  ///< `audits`, `snapshots` ...
  std::int64_t rows = 0;
};

struct StoreStats {
  std::vector<StoreCount> counts;
  std::int64_t bytes = 0;           ///< of the whole store
  std::int64_t snapshot_bytes = 0;  ///< of the snapshots, as they are stored
  std::int64_t snapshot_text_bytes = 0;
  std::optional<Instant> first;  ///< the oldest result
  std::optional<Instant> last;
  std::string version;
};

/// Something that verify() found.
struct StoreFault {
  std::string where;  ///< `event 12`, `audit 7`, `snapshot sha256:...`
  std::string what;
};

/// What verify() looked at, and found.
struct StoreVerdict {
  std::vector<StoreCount> checked;
  std::vector<StoreFault> faults;
};

/// The audit store. Several threads and several processes may use it at once: each call is one transaction,
/// and writing ones take turns. All functions throw Error: kConnection with the reasons lock, connect, gone,
/// kRights, kRefused; the message says what to do. What was recorded before stays.
class Store {
 public:
  /// REQUIRES: the session's database has the tables of this version (app/open_store.h sees to it).
  explicit Store(std::unique_ptr<StoreSession> session);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// How messages and reports call it, without secrets.
  const std::string& shown() const;

  /// Whether the store is still where it was opened, and what tells it from another one in its place (see
  /// StoreSession).
  bool is_in_place() const;
  std::string identity() const;
  /// Throws Error, as writing does, if the store takes nothing now. Nothing in it is changed.
  void require_writable();

  /// Calls `read` inside one transaction that sees one state of the store: what is read together fits
  /// together. store/overview.h has what can be read so.
  void reading(const std::function<void(StoreSession&)>& read);

  // Sweeps.
  std::int64_t begin_sweep(const SweepStart& start);
  /// Stores everything about one finished target in one transaction: result, findings, snapshot, episode,
  /// events. A second result for the same sweep and target changes nothing.
  Recorded record(std::int64_t sweep, const AuditResult& result, const AuditTexts& texts = {});
  /// Ends a sweep in one transaction: tells which targets are no longer there, finds what became stale and
  /// which acknowledgements end, asks `close`, logs `sweep.finished`, and queues the messages. Returns the
  /// transitions that no sweep had told before: what an interrupted sweep recorded is told by the next one. A
  /// second end changes nothing.
  std::vector<TargetTransition> finish_sweep(std::int64_t sweep, const SweepEnd& end);
  /// Newest first.
  std::vector<StoredSweep> sweeps(std::int64_t limit = 100);

  // Results.
  /// Returns the last result of each target, by target, with findings.
  std::vector<StoredAudit> latest();
  std::vector<StoredAudit> results_of_sweep(std::int64_t sweep);
  std::vector<TargetState> states();
  /// Returns every target that has a result, by name.
  std::vector<StoredTarget> known_targets();
  std::optional<StoredAudit> audit(std::int64_t id);
  /// Results of a target, newest first, without findings.
  std::vector<StoredAudit> history(const std::string& target, std::int64_t limit = 400);
  /// Episodes of a target, or of all targets if it is empty, newest first.
  std::vector<Episode> episodes(const std::string& target = "");
  std::vector<std::string> targets();

  // Content.
  /// Returns the text of a snapshot. Throws Error(kRefused) if it is not what its digest says.
  std::optional<std::string> snapshot(const std::string& digest);
  std::optional<StoredSnapshot> snapshot_of(std::int64_t audit);
  /// Returns the last snapshot of a target that was taken at `at` or before.
  std::optional<StoredSnapshot> snapshot_at(const std::string& target, Instant at);
  std::optional<StoredDrift> drift(const std::string& full_fingerprint);
  /// Returns which targets have a finding whose key matches a glob, by their last results.
  std::vector<FindingOfTarget> findings(const std::string& key_glob);

  // Acknowledgements.
  /// Returns it with its id. Throws Error(kUsage) if it is not complete.
  Ack add_ack(Ack ack);
  std::vector<Ack> acks();
  /// Ends one at `at`. Throws Error(kUsage) if there is none of this id, or if it has ended.
  Ack expire_ack(std::int64_t id, Instant at);

  // Events and messages.
  std::vector<Event> events_after(std::int64_t id, std::int64_t limit = 1000);
  /// Returns messages that are due and takes them for this process until `until`.
  std::vector<Delivery> claim_deliveries(Instant now, Instant until, std::int64_t limit = 100);
  void attempted(std::int64_t delivery, const DeliveryAttempt& attempt);
  void enqueue(const NewDelivery& message, Instant at);
  /// Queues a message again, whatever became of it; its id stays, so that whoever has it knows it. Returns
  /// false if there is none of this number.
  bool send_again(std::int64_t delivery, Instant at);
  std::vector<Delivery> deliveries(std::int64_t limit = 100);
  /// Returns the messages that wait, and those of some numbers whatever became of them, newest first.
  std::vector<Delivery> waiting_and(const std::set<std::int64_t>& others);

  // Upkeep.
  StoreStats stats();
  /// Removes what is older than the policy allows, in batches, and returns what. Age counts back from `now`
  /// or from the newest result, whichever is earlier: a clock that is ahead removes nothing too early. The
  /// last result of each target stays, and so do episodes and events.
  std::vector<StoreCount> prune(Instant now, const Retention& policy = {});
  /// Checks the log, and every result, snapshot and drift against its digest.
  StoreVerdict verify();
  /// Passes every row to `line` as one JSON object, with `table`; snapshots and reports as text. It is one
  /// state of the whole store, in an order in which it can be loaded; the last line has the table `end` and
  /// the number of rows.
  void export_lines(const std::function<void(std::string_view)>& line);

 private:
  // More of the same store, each in a header of its own.
  friend class AnswerBook;
  friend class DefinitionBook;
  friend class IssueBook;
  friend class JobQueue;
  friend class TokenBook;

  std::unique_ptr<StoreSession> session_;
  std::mutex turn_;
};

}  // namespace tenon
