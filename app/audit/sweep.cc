// Runs a sweep: a fleet of audits in threads, a store and a summary in the thread that called it.

#include "app/audit/sweep.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <utility>

#include "app/audit/one_audit.h"
#include "app/audit/server_turns.h"
#include "app/store_schema.h"
#include "audit/gone.h"

namespace tenon {

namespace {

/// What the threads of the attempts share. An attempt that is left behind keeps it alive.
struct Attempts {
  Attempts(std::vector<AuditTarget> given, std::size_t per_server)
      : targets(std::move(given)), turns(std::make_shared<ServerTurns>(per_server)), made(targets.size()) {
    for (std::size_t i = 0; i < targets.size(); ++i) turn_of.push_back(std::make_unique<ServerTurn>(turns));
  }

  AttemptEnd attempt(std::size_t job, std::size_t count, const std::stop_token& stop) {
    OneAudit audit = attempted(targets[job], *turn_of[job], stop, [&](const AuditTarget& fetched) {
      return audited(fetched, declarations, stop);
    });
    audit.result.attempts = static_cast<std::int64_t>(count);
    const bool may_heal = audit.healing == Healing::kMaybe;
    const std::lock_guard lock(mutex);
    made[job] = std::move(audit);
    return may_heal ? AttemptEnd::kMayHeal : AttemptEnd::kDone;
  }

  OneAudit taken(std::size_t job) {
    const std::lock_guard lock(mutex);
    return std::exchange(made[job], {});
  }

  const std::vector<AuditTarget> targets;
  const std::shared_ptr<ServerTurns> turns;
  std::vector<std::unique_ptr<ServerTurn>> turn_of;  ///< of the jobs
  SharedDeclarations declarations;
  std::mutex mutex;
  std::vector<OneAudit> made;
};

/// The part of a sweep that remembers: everything in it runs in one thread.
class Sweep {
 public:
  Sweep(const SweepRequest& request, Store& store)
      : request_(request),
        store_(store),
        attempts_(std::make_shared<Attempts>(request.targets, request.limits.per_server)),
        acks_(store.acks()),
        before_(store.states()),
        is_first_(store.sweeps(1).empty()),
        started_(current_instant()) {
    progress_.targets = request.targets.size();
    id_ = store.begin_sweep({.started = started_,
                             .trigger = request.trigger,
                             .selection = request.selection,
                             .targets = static_cast<std::int64_t>(request.targets.size()),
                             .workers = static_cast<std::int64_t>(request.limits.workers),
                             .tool_version = TENON_VERSION});
  }

  Swept run(const std::stop_token& stop) {
    std::vector<FleetJob> jobs;
    for (const AuditTarget& target : request_.targets) jobs.push_back({server_of(target), target.time_limit});
    FleetCalls calls;
    calls.attempt = [shared = attempts_](std::size_t job, std::size_t count, const std::stop_token& told) {
      return shared->attempt(job, count, told);
    };
    calls.begun = [this](std::size_t job) { progress_.running.push_back(request_.targets[job].name); };
    calls.finished = [this](std::size_t job, const JobReport& report) { finish(job, report); };
    calls.tick = [this] { tell(nullptr); };
    Swept made;
    made.selection = request_.selection;
    made.left_behind = run_fleet(jobs, request_.limits, std::move(calls), stop);
    made.is_interrupted = stop.stop_requested();
    made.summary = ended();
    std::ranges::sort(results_, {}, &AuditResult::target);
    made.results = std::move(results_);
    return made;
  }

 private:
  void finish(std::size_t job, const JobReport& report) {
    attempts_->turn_of[job]->leave();  // also of an attempt that is left behind
    OneAudit audit;
    if (report.end == JobEnd::kDone)
      audit = attempts_->taken(job);
    else
      audit.result = unfinished(job, report);
    const Instant finished = audit.result.finished;
    AuditResult result = acknowledged(std::move(audit.result), acks_, finished);
    // What was interrupted says nothing about its target: history and messages do not hear of it.
    if (report.end != JobEnd::kInterrupted) store_.record(id_, result, audit.texts);
    count(result);
    std::erase(progress_.running, result.target);
    tell(&result);
    results_.push_back(std::move(result));
  }

  AuditResult unfinished(std::size_t job, const JobReport& report) const {
    const bool is_late = report.end == JobEnd::kTimeout;
    std::string message =
        is_late ? kTookTooLong : "the audit was interrupted before this target was finished";
    if (is_late && report.attempts == 0)
      message = "the time of the whole audit was over before its turn came; give it longer, or more workers";
    AuditResult result =
        not_audited(request_.targets[job], is_late ? Reason::kTimeout : Reason::kGone, message);
    result.attempts = static_cast<std::int64_t>(report.attempts);
    return result;
  }

  void count(const AuditResult& result) {
    switch (result.outcome) {
      case AuditOutcome::kInSync:
        ++progress_.in_sync;
        break;
      case AuditOutcome::kDrift:
        ++progress_.drift;
        break;
      case AuditOutcome::kAcknowledged:
        ++progress_.acknowledged;
        break;
      case AuditOutcome::kError:
      case AuditOutcome::kMissed:
        ++progress_.not_audited;
        break;
    }
  }

  void tell(const AuditResult* last) {
    if (!request_.progress) return;
    progress_.last = last;
    request_.progress(progress_);
  }

  /// Returns the targets of the configuration that it does not have any more.
  std::vector<TargetState> gone_targets() const {
    if (request_.whole.empty()) return {};
    std::vector<std::string> names;
    for (const AuditTarget& target : request_.targets) names.push_back(target.name);
    return left(before_, request_.whole, names);
  }

  /// Ends the sweep with a summary of all that it tells.
  SweepSummary ended() {
    SweepSummary made;
    const Instant finished = current_instant();
    const auto close = [&](const SweepLook& look) {
      made = summarized({.sweep = id_,
                         .started = started_,
                         .finished = finished,
                         .workers = static_cast<std::int64_t>(request_.limits.workers),
                         .is_first = is_first_,
                         .results = results_,
                         .before = before_,
                         .after = look.states,
                         .transitions = look.transitions,
                         .acks = look.acks},
                        request_.summary);
      SweepClosing closing{.exit_code = exit_code(made), .summary = text_of(made), .deliveries = {}};
      if (request_.deliveries) closing.deliveries = request_.deliveries(look, made);
      return closing;
    };
    store_.finish_sweep(id_, {.finished = finished,
                              .close = close,
                              .stale = request_.stale,
                              .ack_warning_days = request_.summary.ending_days,
                              .left = gone_targets()});
    return made;
  }

  const SweepRequest& request_;
  Store& store_;
  std::shared_ptr<Attempts> attempts_;
  std::vector<Ack> acks_;
  std::vector<TargetState> before_;
  bool is_first_;
  Instant started_;
  std::int64_t id_ = 0;
  SweepProgress progress_;
  std::vector<AuditResult> results_;
};

}  // namespace

Swept swept(const SweepRequest& request, Store& store, std::stop_token stop) {
  return Sweep(request, store).run(stop);
}

}  // namespace tenon
