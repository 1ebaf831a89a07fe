// The jobs of one replica of the service: scheduled, done, reaped and told of, each on its own timer.

#include "service/jobs/job_engine.h"

#include <exception>
#include <utility>

#include "app/store_schema.h"
#include "model/error.h"
#include "model/pluralize.h"
#include "service/jobs/finished_sweeps.h"
#include "service/jobs/scheduler.h"
#include "store/job_queue.h"

namespace tenon {

namespace {

constexpr std::chrono::minutes kUnknownLook(10);

}  // namespace

JobEngine::JobEngine(StorePool& pool, JobParts parts, const JobLimits& limits)
    : pool_(pool),
      parts_(std::move(parts)),
      limits_(limits),
      health_([this](const std::string& line) { log(line); }) {}

JobEngine::~JobEngine() { drain(std::chrono::milliseconds(0)); }

void JobEngine::start() {
  workers_ = std::make_unique<Workers>(pool_, parts_, limits_, counters_, health_);
  heartbeat_ = std::make_unique<Periodic>(
      limits_.lease / 3, [this](const std::stop_token&) { guarded([this] { workers_->heartbeat(); }); });
  scheduler_ = std::make_unique<Periodic>(
      limits_.tick, [this](const std::stop_token&) { with_store([this](Store& store) { tick(store); }); });
  reaper_ = std::make_unique<Periodic>(limits_.lease / 2, [this](const std::stop_token&) {
    with_store([this](Store& store) { reap(store); });
  });
  if (!parts_.subscriptions) return;
  outbox_ = std::make_unique<Periodic>(limits_.outbox, [this](const std::stop_token& stop) {
    with_store([&](Store& store) { send(store, stop); });
  });
}

void JobEngine::wake() {
  if (is_draining_ || !workers_) return;
  workers_->wake();
  heartbeat_->wake();
}

void JobEngine::drain(std::chrono::milliseconds patience) {
  is_draining_ = true;
  if (!workers_) return;
  scheduler_->stop();
  if (outbox_) outbox_->stop();
  workers_->drain(patience);
  heartbeat_->end();  // leases last as long as anything is held
  scheduler_->end();
  reaper_->end();
  if (outbox_) outbox_->end();
}

void JobEngine::abandon() {
  is_draining_ = true;
  if (workers_) workers_->abandon();
}

JobEngineState JobEngine::state() const {
  JobEngineState state;
  counters_.fill(state);
  if (workers_) {
    state.running = workers_->running();
    state.waiting = workers_->waiting();
  }
  state.is_draining = is_draining_;
  state.is_store_ok = health_.is_ok();
  state.store_fault = health_.fault();
  state.write_fault = health_.write_fault();
  state.stuck = stuck();
  const std::lock_guard lock(mutex_);
  state.last_tick = last_tick_;
  return state;
}

/// What ends is not looked at: it makes no round any more.
std::vector<std::string> JobEngine::stuck() const {
  std::vector<std::string> names;
  if (is_draining_ || !workers_) return names;
  if (workers_->is_stuck(limits_.stall)) names.emplace_back("workers");
  const auto look = [&](const char* name, const std::unique_ptr<Periodic>& loop) {
    if (loop && loop->is_stuck(limits_.stall)) names.emplace_back(name);
  };
  look("heartbeat", heartbeat_);
  look("scheduler", scheduler_);
  look("reaper", reaper_);
  look("outbox", outbox_);
  return names;
}

/// A store that can be read may take nothing that is written: its disk is full, or it has become read-only.
void JobEngine::try_to_write(Store& store) {
  try {
    store.require_writable();
    health_.tried_to_write("");
  } catch (const Error& error) {
    const bool is_held = error.reason() == Reason::kLock || error.reason() == Reason::kTimeout;
    if (!is_held) health_.tried_to_write(error.what());
    throw;
  }
}

void JobEngine::guarded(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    if (error.fault() == Fault::kConnection) return health_.failed(error.what());
    log(error.what());
  } catch (const std::exception& error) {
    log(std::string("internal error: ") + error.what() + "; please report it");
  }
}

void JobEngine::with_store(const std::function<void(Store&)>& work) {
  guarded([&] {
    pool_.with(work);
    health_.answered();
  });
}

void JobEngine::tick(Store& store) {
  const Tick tick = tick_schedules(store, parts_.targets(), limits_.workers);
  counters_.enqueued += tick.enqueued;
  counters_.missed += tick.missed;
  {
    const std::lock_guard lock(mutex_);
    last_tick_ = tick.at;
  }
  if (tick.missed > 0) log(pluralize(tick.missed, "run") + " of schedules were missed, and are recorded so");
  if (tick.enqueued > 0) workers_->wake();
}

void JobEngine::reap(Store& store) {
  try_to_write(store);
  const ReapedJobs reaped = JobQueue(store).reap(limits_.attempts);
  counters_.reaped += reaped.queued.size() + reaped.dead.size();
  counters_.buried += reaped.dead.size();
  if (!reaped.queued.empty() || !reaped.dead.empty())
    log(pluralize(reaped.queued.size() + reaped.dead.size(), "job") + " taken from workers that are gone");
  if (!reaped.queued.empty()) workers_->wake();
  give_up_unknown(store);
  counters_.finished += finish_sweeps_of_jobs(store, parts_);
}

void JobEngine::give_up_unknown(Store& store) {
  const auto now = std::chrono::steady_clock::now();
  if (unknown_looked_ && now - *unknown_looked_ < kUnknownLook) return;
  unknown_looked_ = now;
  const std::size_t given_up = JobQueue(store).give_up_unknown(limits_.unknown_for).size();
  if (given_up > 0) log(pluralize(given_up, "job") + " given up: nobody knows their targets any more");
}

void JobEngine::send(Store& store, const std::stop_token& stop) {
  const auto now = [this] {  // it is asked for each message, of which each may take its time
    if (outbox_) outbox_->beat();
    return current_instant();
  };
  const Outbox outbox = send_due(store, parts_.subscriptions(), now, stop);
  counters_.delivered += outbox.sent;
  for (const std::string& failure : outbox.failures) log(failure);
}

void JobEngine::log(const std::string& line) const {
  if (parts_.listeners.log) parts_.listeners.log(line);
}

}  // namespace tenon
