// Runs the jobs of a fleet: a coordinator that launches a thread an attempt, and keeps the limits.

#include "app/audit/fleet.h"

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <utility>

namespace tenon {

namespace {

using Clock = AttemptThreads::Clock;
using std::chrono::milliseconds;

/// The jobs of one server that wait, by the time from which they may begin.
struct Lane {
  std::size_t running = 0;
  std::set<std::pair<Clock::time_point, std::size_t>> waiting;
};

/// One run: what waits, what runs, and what is to happen next.
class FleetRun {
 public:
  FleetRun(const std::vector<FleetJob>& jobs, const FleetLimits& limits, FleetCalls calls)
      : jobs_(jobs),
        limits_(limits),
        calls_(std::make_shared<FleetCalls>(std::move(calls))),
        threads_(limits.grace),
        attempts_(jobs.size(), 0),
        random_(limits.seed != 0 ? limits.seed : std::random_device()()) {
    for (std::size_t job = 0; job < jobs.size(); ++job)
      lanes_[jobs[job].server].waiting.insert({begun_, job});
    for (const auto& [server, lane] : lanes_) update(server);
  }

  std::size_t run(const std::stop_token& stop) {
    const std::stop_callback wake(stop, [this] { threads_.wake(); });
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
      for (const AttemptReport& one : threads_.reports_until(next_event())) take(one);
      if (calls_->tick) calls_->tick();
    }
    return left_behind_;
  }

  /// Tells everything that runs to stop, and waits for it within the grace.
  void end_silently() {
    is_ending_ = true;
    threads_.stop_all(JobEnd::kInterrupted);
    const auto latest = Clock::now() + limits_.grace;
    while (threads_.running() > 0 && Clock::now() < latest) threads_.reports_until(latest);
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
    while (threads_.running() < limits_.workers && !open_.empty() && open_.begin()->first <= Clock::now()) {
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
    const std::size_t attempt = ++attempts_[job];
    if (calls_->begun) calls_->begun(job);
    threads_.start(job, jobs_[job].time_limit.value_or(limits_.attempt_time),
                   [calls = calls_, job, attempt](const std::stop_token& stop) {
                     return calls->attempt(job, attempt, stop);
                   });
  }

  Clock::time_point next_event() const {
    Clock::time_point next = Clock::now() + std::chrono::seconds(1);
    if (threads_.running() < limits_.workers && !open_.empty()) next = std::min(next, open_.begin()->first);
    if (limits_.whole_time && !is_ending_) next = std::min(next, begun_ + *limits_.whole_time);
    return next;
  }

  bool is_out_of_time() const { return limits_.whole_time && Clock::now() >= begun_ + *limits_.whole_time; }

  void take(const AttemptReport& one) {
    const std::size_t job = one.key;
    release(job);
    if (!one.end) ++left_behind_;
    const bool is_again = one.stopped_as == JobEnd::kDone && attempts_[job] < limits_.attempts && !is_ending_;
    if (one.end == AttemptEnd::kMayHeal && is_again) return wait_again(job);
    finish(job, one.end == AttemptEnd::kDone ? JobEnd::kDone : one.stopped_as);
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
    --lanes_[jobs_[job].server].running;
    update(jobs_[job].server);
  }

  void finish(std::size_t job, JobEnd end) {
    --left_;
    if (calls_->finished) calls_->finished(job, {end, attempts_[job]});
  }

  /// Begins nothing any more, and tells everything that runs to stop.
  void end_all(JobEnd as) {
    if (std::exchange(is_ending_, true)) return;
    open_.clear();
    placed_.clear();
    for (auto& [server, lane] : lanes_)
      for (const auto& [time, job] : std::exchange(lane.waiting, {})) finish(job, as);
    threads_.stop_all(as);
  }

  const std::vector<FleetJob>& jobs_;
  const FleetLimits& limits_;
  std::shared_ptr<FleetCalls> calls_;
  AttemptThreads threads_;
  const Clock::time_point begun_ = Clock::now();
  std::map<std::string, Lane> lanes_;
  std::set<std::pair<Clock::time_point, std::string>>
      open_;                                         ///< lanes with something to begin and room for it
  std::map<std::string, Clock::time_point> placed_;  ///< where each of them stands in `open_`
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
