// Does the jobs of a replica: leases out of the queue, audits in threads, results into the store.

#include "service/jobs/workers.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <system_error>
#include <utility>

#include "app/store_schema.h"
#include "model/error.h"

namespace tenon {

namespace {

// How long the store is not asked again after it failed.
constexpr std::chrono::milliseconds kStorePause = std::chrono::seconds(1);
// What is still held so long after everything was told to stop is left to the reaper.
constexpr std::chrono::seconds kSettlingTime(5);
// Sweeps whose declared sides are kept although none of their jobs runs here.
constexpr std::size_t kKeptDeclarations = 8;
constexpr int kMostRefusals = 2;

/// What an attempt needs, and keeps alive.
struct AttemptNeeds {
  std::function<OneAudit(const AuditTarget&, SharedDeclarations&, const std::stop_token&)> audit;
  AuditTarget target;
  std::shared_ptr<SharedDeclarations> declarations;
  std::shared_ptr<ServerTurn> turn;
};

OneAudit attempted(const AttemptNeeds& needs, const std::stop_token& stop) {
  return attempted(needs.target, *needs.turn, stop,
                   [&](const AuditTarget& target) { return needs.audit(target, *needs.declarations, stop); });
}

}  // namespace

Workers::Workers(StorePool& pool, const JobParts& parts, const JobLimits& limits, JobCounters& counters,
                 StoreHealth& health)
    : pool_(pool),
      parts_(parts),
      limits_(limits),
      counters_(counters),
      health_(health),
      writer_(parts, limits, counters),
      threads_(limits.grace),
      turns_(std::make_shared<ServerTurns>(limits.per_server)),
      thread_([this] { run(); }) {}

Workers::~Workers() {
  abandon();
  if (thread_.joinable()) thread_.join();
}

void Workers::wake() {
  {
    const std::lock_guard lock(mutex_);
    is_woken_ = true;
  }
  threads_.wake();
}

void Workers::drain(std::chrono::milliseconds patience) {
  {
    const std::lock_guard lock(mutex_);
    if (!ordered_cancel_at_) ordered_cancel_at_ = Clock::now() + patience;
  }
  threads_.wake();
  if (thread_.joinable()) thread_.join();
}

void Workers::abandon() {
  {
    const std::lock_guard lock(mutex_);
    ordered_cancel_at_ = Clock::time_point::min();
  }
  threads_.wake();
}

void Workers::heartbeat() {
  std::vector<JobLease> leases;
  {
    const std::lock_guard lock(mutex_);
    leases = leases_;
  }
  if (leases.empty()) return;
  const std::vector<JobLease> lost =
      pool_.with([&](Store& store) { return JobQueue(store).heartbeat(leases, limits_.lease); });
  health_.answered();
  if (lost.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    lost_.insert(lost_.end(), lost.begin(), lost.end());
  }
  threads_.wake();
}

void Workers::run() {
  while (!is_over()) {
    beaten_ = Clock::now();
    take_orders();
    stop_lost();
    if (!cancel_at_) claim();
    publish();
    for (const AttemptReport& report : threads_.reports_until(next_event())) take(report);
    settle();
  }
  if (!held_.empty()) log(std::to_string(held_.size()) + " jobs are left to be taken by others");
  held_.clear();
  publish();
}

/// Takes over what other threads ask for.
void Workers::take_orders() {
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(is_woken_, false)) next_claim_ = {};
    cancel_at_ = ordered_cancel_at_;
  }
  if (!cancel_at_ || cancelled_at_ || Clock::now() < *cancel_at_) return;
  cancelled_at_ = Clock::now();
  threads_.stop_all(JobEnd::kInterrupted);
}

bool Workers::is_over() const {
  if (!cancel_at_) return false;
  return held_.empty() || (cancelled_at_ && Clock::now() > *cancelled_at_ + limits_.grace + kSettlingTime);
}

void Workers::claim() {
  if (held_.size() >= limits_.workers || Clock::now() < next_claim_) return;
  const std::size_t room = limits_.workers - held_.size();
  std::map<std::string, AuditTarget> found;
  try {
    const std::vector<StoredJob> jobs = pool_.with([&](Store& store) {
      return JobQueue(store).claim({.owner = parts_.owner,
                                    .lease = limits_.lease,
                                    .limit = room,
                                    .takes = [&](const std::string& name) { return takes(name, found); }});
    });
    health_.answered();
    next_claim_ = Clock::now() + (jobs.empty() ? limits_.poll : std::chrono::milliseconds(0));
    for (const StoredJob& job : jobs) begin(job, std::move(found.at(job.target)));
  } catch (const Error& error) {
    health_.failed(error.what());
    next_claim_ = Clock::now() + std::max(limits_.poll, kStorePause);
  }
}

/// Whether a job of this target can be begun here, now; then `found` has the target.
bool Workers::takes(const std::string& name, std::map<std::string, AuditTarget>& found) {
  for (const auto& [key, held] : held_)
    if (held.target.name == name) return false;  // of a job that was lost, and has not ended yet
  // Which server a target is of may be known by its last audit alone.
  if (const auto known = servers_.find(name); known != servers_.end() && is_full(known->second, found))
    return false;
  std::optional<AuditTarget> target = parts_.target(name);
  if (!target) return false;
  if (is_server_known(*target)) servers_[name] = server_of(*target);
  if (is_full(servers_[name], found)) return false;
  found.emplace(name, std::move(*target));
  return true;
}

bool Workers::is_full(const std::string& server, const std::map<std::string, AuditTarget>& found) const {
  if (server.empty()) return false;
  const auto chosen =
      std::ranges::count_if(found, [&](const auto& one) { return servers_.at(one.first) == server; });
  return turns_->running(server) + static_cast<std::size_t>(chosen) >= limits_.per_server;
}

void Workers::begin(StoredJob job, AuditTarget target) {
  if (parts_.listeners.claimed) parts_.listeners.claimed(job, current_instant());
  const auto turn = std::make_shared<ServerTurn>(turns_);
  turn->enter(servers_[target.name]);
  const auto needs = std::make_shared<const AttemptNeeds>(
      AttemptNeeds{parts_.audit, target, declarations_of(job.sweep), turn});
  const auto made = std::make_shared<OneAudit>();
  const std::chrono::milliseconds time = target.time_limit.value_or(limits_.attempt_time);
  held_[++last_key_] = {std::move(job), std::move(target), turn, made};
  try {
    threads_.start(last_key_, time, [needs, made](const std::stop_token& stop) {
      *made = attempted(*needs, stop);
      return made->healing == Healing::kMaybe ? AttemptEnd::kMayHeal : AttemptEnd::kDone;
    });
  } catch (const std::system_error& error) {  // the system gives no thread
    log(std::string("no audit can be begun: ") + error.what() + "; give the service more threads or memory");
    held_[last_key_].verdict = JobVerdict{};
    next_claim_ = Clock::now() + kStorePause;
  }
}

/// The declared sides of a sweep are read once: all its targets are compared with the same files.
std::shared_ptr<SharedDeclarations> Workers::declarations_of(std::int64_t sweep) {
  if (declarations_.size() > kKeptDeclarations)
    std::erase_if(declarations_, [](const auto& one) { return one.second.use_count() == 1; });
  std::shared_ptr<SharedDeclarations>& own = declarations_[sweep];
  if (!own) own = std::make_shared<SharedDeclarations>();
  return own;
}

void Workers::stop_lost() {
  std::set<JobLease> lost;
  {
    const std::lock_guard lock(mutex_);
    lost.insert(lost_.begin(), lost_.end());
    lost_.clear();
  }
  for (auto& [key, held] : held_) {
    if (!lost.contains(lease_of(held.job))) continue;
    held.is_lost = true;
    threads_.stop(key, JobEnd::kInterrupted);
  }
}

void Workers::take(const AttemptReport& report) {
  HeldJob& held = held_.at(report.key);
  servers_[held.target.name] = held.turn->server();
  held.turn->leave();
  if (!report.end) ++counters_.left_behind;
  held.verdict = verdict_of(held, report, limits_.attempts);
  next_claim_ = {};
  next_settling_ = {};
}

void Workers::settle() {
  if (Clock::now() < next_settling_) return;
  for (auto at = held_.begin(); at != held_.end();)
    at = at->second.verdict && is_settled(at->second) ? held_.erase(at) : std::next(at);
}

bool Workers::is_settled(HeldJob& held) {
  if (Clock::now() < next_settling_) return false;
  try {
    pool_.with([&](Store& store) { writer_.write(store, held); });
    health_.answered();
    return true;
  } catch (const Error& error) {
    next_settling_ = Clock::now() + kStorePause;
    if (error.fault() == Fault::kConnection) return health_.failed(error.what()), false;
    refuse(held, error.what());
    return held.refusals > kMostRefusals;
  }
}

/// The store answers, and does not take this: what it is told instead is that it does not.
void Workers::refuse(HeldJob& held, const std::string& why) {
  log("the result of job " + std::to_string(held.job.id) + " (" + held.target.name +
      ") could not be recorded: " + why);
  if (++held.refusals == 1) return;  // once more as it is: what was in the way may be gone
  held.verdict = refused_verdict(held, why);
}

Workers::Clock::time_point Workers::next_event() const {
  Clock::time_point next = Clock::now() + limits_.poll;
  const bool has_room = !cancel_at_ && held_.size() < limits_.workers;
  if (has_room) next = std::min(next, std::max(next_claim_, Clock::now()));
  const bool is_waiting =
      std::ranges::any_of(held_, [](const auto& one) { return one.second.verdict.has_value(); });
  if (is_waiting) next = std::min(next, std::max(next_settling_, Clock::now()));
  if (cancel_at_ && !cancelled_at_) next = std::min(next, std::max(*cancel_at_, Clock::now()));
  return next;
}

/// Shows what is held to the heartbeat and to metrics.
void Workers::publish() {
  const std::lock_guard lock(mutex_);
  leases_.clear();
  for (const auto& [key, held] : held_)
    if (!held.is_lost) leases_.push_back(lease_of(held.job));
  running_ = threads_.running();
  waiting_ = held_.size() - std::min(held_.size(), threads_.running());
}

void Workers::log(const std::string& line) const {
  if (parts_.listeners.log) parts_.listeners.log(line);
}

}  // namespace tenon
