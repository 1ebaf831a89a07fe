// Runs the jobs of a fleet: a coordinator that launches a thread an attempt, and keeps the limits.

#include "app/audit/fleet.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <set>
#include <thread>
#include <utility>

namespace tenon {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// An attempt that ended by itself.
struct Ended {
  std::size_t job;
  std::size_t attempt;
  AttemptEnd end;
};

/// What the threads of a run share; it lives as long as the last of them.
struct Shared {
  explicit Shared(FleetCalls given) : calls(std::move(given)) {}

  void add(Ended one) {
    {
      const std::lock_guard lock(mutex);
      ended.push_back(one);
    }
    changed.notify_one();
  }

  std::vector<Ended> taken_by(Clock::time_point latest) {
    std::unique_lock lock(mutex);
    changed.wait_until(lock, latest, [this] { return !ended.empty() || is_woken; });
    is_woken = false;
    return std::exchange(ended, {});
  }

  void wake() {
    {
      const std::lock_guard lock(mutex);
      is_woken = true;
    }
    changed.notify_one();
  }

  FleetCalls calls;
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<Ended> ended;
  bool is_woken = false;
};

/// The jobs of one server that wait, by the time from which they may begin.
struct Lane {
  std::size_t running = 0;
  std::set<std::pair<Clock::time_point, std::size_t>> waiting;
};

struct Running {
  std::size_t attempt = 1;
  Clock::time_point deadline;
  std::stop_source stop;
  JobEnd stopped_as = JobEnd::kDone;  ///< kDone: it was not told to stop
};

/// One run: what waits, what runs, and what is to happen next.
class FleetRun {
 public:
  FleetRun(const std::vector<FleetJob>& jobs, const FleetLimits& limits, FleetCalls calls)
      : jobs_(jobs),
        limits_(limits),
        shared_(std::make_shared<Shared>(std::move(calls))),
        attempts_(jobs.size(), 0),
        random_(limits.seed != 0 ? limits.seed : std::random_device()()) {
    for (std::size_t job = 0; job < jobs.size(); ++job)
      lanes_[jobs[job].server].waiting.insert({begun_, job});
    for (const auto& [server, lane] : lanes_) update(server);
  }

  std::size_t run(const std::stop_token& stop) {
    const std::stop_callback wake(stop, [this] { shared_->wake(); });
    try {
      return run_all(stop);
    } catch (...) {  // of what was called: nothing may go on behind whoever hears of it
      end_silently();
      throw;
    }
  }

 private:
  std::size_t run_all(const std::stop_token& stop) {
    while (left_ > 0) {
      if (stop.stop_requested()) end_all(JobEnd::kInterrupted);
      if (is_out_of_time()) end_all(JobEnd::kTimeout);
      launch();
      for (const Ended& one : shared_->taken_by(next_event())) take(one);
      stop_late();
      if (shared_->calls.tick) shared_->calls.tick();
    }
    return left_behind_;
  }

  /// Tells everything that runs to stop, and waits for it within the grace.
  void end_silently() {
    is_ending_ = true;
    for (auto& [job, one] : running_) tell_to_stop(one, JobEnd::kInterrupted);
    const auto latest = Clock::now() + limits_.grace;
    while (!running_.empty() && Clock::now() < latest)
      for (const Ended& one : shared_->taken_by(latest)) running_.erase(one.job);
  }

  bool has_room(const std::string& server, const Lane& lane) const {
    return !lane.waiting.empty() && (server.empty() || lane.running < limits_.per_server);
  }

  /// Puts a lane where the time of its next job places it; takes it away if it has none to give.
  void update(const std::string& server) {
    if (const auto at = placed_.find(server); at != placed_.end()) {
      open_.erase({at->second, server});
      placed_.erase(at);
    }
    const Lane& lane = lanes_[server];
    if (!has_room(server, lane)) return;
    placed_[server] = lane.waiting.begin()->first;
    open_.insert({lane.waiting.begin()->first, server});
  }

  void launch() {
    while (running_.size() < limits_.workers && !open_.empty() && open_.begin()->first <= Clock::now()) {
      const std::string server = open_.begin()->second;
      Lane& lane = lanes_[server];
      const std::size_t job = lane.waiting.begin()->second;
      lane.waiting.erase(lane.waiting.begin());
      ++lane.running;
      update(server);
      start(job);
    }
  }

  void start(std::size_t job) {
    Running& one = running_[job];
    one.attempt = ++attempts_[job];
    one.deadline = Clock::now() + jobs_[job].time_limit.value_or(limits_.attempt_time);
    if (shared_->calls.begun) shared_->calls.begun(job);
    std::thread([shared = shared_, job, attempt = one.attempt, stop = one.stop.get_token()] {
      shared->add({job, attempt, shared->calls.attempt(job, attempt, stop)});
    }).detach();
  }

  Clock::time_point next_event() const {
    Clock::time_point next = Clock::now() + std::chrono::seconds(1);
    for (const auto& [job, one] : running_) next = std::min(next, one.deadline);
    if (running_.size() < limits_.workers && !open_.empty()) next = std::min(next, open_.begin()->first);
    if (limits_.whole_time && !is_ending_) next = std::min(next, begun_ + *limits_.whole_time);
    return next;
  }

  bool is_out_of_time() const { return limits_.whole_time && Clock::now() >= begun_ + *limits_.whole_time; }

  void take(const Ended& one) {
    const auto at = running_.find(one.job);
    if (at == running_.end() || at->second.attempt != one.attempt) return;  // it was left behind
    const JobEnd stopped_as = at->second.stopped_as;
    release(one.job);
    const bool is_again = stopped_as == JobEnd::kDone && one.attempt < limits_.attempts && !is_ending_;
    if (one.end == AttemptEnd::kMayHeal && is_again) return wait_again(one.job);
    finish(one.job, one.end == AttemptEnd::kDone ? JobEnd::kDone : stopped_as);
  }

  void wait_again(std::size_t job) {
    const std::string& server = jobs_[job].server;
    lanes_[server].waiting.insert({Clock::now() + pause(attempts_[job]), job});
    update(server);
  }

  milliseconds pause(std::size_t attempts) {
    milliseconds most = limits_.first_pause;
    for (std::size_t i = 1; i < attempts && most < limits_.longest_pause; ++i) most *= 2;
    most = std::min(most, limits_.longest_pause);
    return milliseconds(std::uniform_int_distribution<std::int64_t>(0, most.count())(random_));
  }

  void release(std::size_t job) {
    running_.erase(job);
    --lanes_[jobs_[job].server].running;
    update(jobs_[job].server);
  }

  void finish(std::size_t job, JobEnd end) {
    --left_;
    if (shared_->calls.finished) shared_->calls.finished(job, {end, attempts_[job]});
  }

  void tell_to_stop(Running& one, JobEnd as) {
    if (one.stopped_as != JobEnd::kDone) return;
    one.stopped_as = as;
    one.deadline = Clock::now() + limits_.grace;
    // What listens to the token may take a while, and the others must not wait for it.
    std::thread([source = one.stop]() mutable { source.request_stop(); }).detach();
  }

  /// Tells attempts beyond their time to stop, and leaves behind those that did not.
  void stop_late() {
    std::vector<std::size_t> lost;
    for (auto& [job, one] : running_) {
      if (Clock::now() < one.deadline) continue;
      if (one.stopped_as != JobEnd::kDone)
        lost.push_back(job);
      else
        tell_to_stop(one, JobEnd::kTimeout);
    }
    for (const std::size_t job : lost) {
      const JobEnd as = running_[job].stopped_as;
      ++left_behind_;
      release(job);
      finish(job, as);
    }
  }

  /// Begins nothing any more, and tells everything that runs to stop.
  void end_all(JobEnd as) {
    if (std::exchange(is_ending_, true)) return;
    open_.clear();
    placed_.clear();
    for (auto& [server, lane] : lanes_)
      for (const auto& [time, job] : std::exchange(lane.waiting, {})) finish(job, as);
    for (auto& [job, one] : running_) tell_to_stop(one, as);
  }

  const std::vector<FleetJob>& jobs_;
  const FleetLimits& limits_;
  std::shared_ptr<Shared> shared_;
  const Clock::time_point begun_ = Clock::now();
  std::map<std::string, Lane> lanes_;
  std::set<std::pair<Clock::time_point, std::string>>
      open_;                                         ///< lanes with something to begin and room for it
  std::map<std::string, Clock::time_point> placed_;  ///< where each of them stands in `open_`
  std::map<std::size_t, Running> running_;
  std::vector<std::size_t> attempts_;
  std::size_t left_ = jobs_.size();
  std::size_t left_behind_ = 0;
  bool is_ending_ = false;
  std::mt19937_64 random_;
};

}  // namespace

std::size_t run_fleet(const std::vector<FleetJob>& jobs, const FleetLimits& limits, FleetCalls calls,
                      std::stop_token stop) {
  return FleetRun(jobs, limits, std::move(calls)).run(stop);
}

}  // namespace tenon
