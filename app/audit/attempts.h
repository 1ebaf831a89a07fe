// Attempts in threads of their own: work in, how each of them ended out, also of those that do not end.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace tenon {

/// What an attempt came to.
enum class AttemptEnd {
  kDone,     ///< the job is over, well or not
  kMayHeal,  ///< it failed, and another attempt may succeed
};

/// What a job came to.
enum class JobEnd {
  kDone,         ///< its last attempt ended by itself
  kTimeout,      ///< its last attempt, or the whole run, took too long
  kInterrupted,  ///< the run was stopped from outside
};

/// How an attempt ended.
struct AttemptReport {
  std::uint64_t key = 0;
  std::optional<AttemptEnd> end;      ///< nullopt: it goes on although it was told to stop; it is left behind
  JobEnd stopped_as = JobEnd::kDone;  ///< kDone: it was not told to stop
};

/// Runs attempts, each in a thread of its own. One beyond its time is told to stop, and left behind if it
/// does not end within the grace. What an attempt calls may outlive this object: it keeps what it needs
/// alive. REQUIRES: one thread at a time, but for wake().
class AttemptThreads {
 public:
  using Clock = std::chrono::steady_clock;
  using Work = std::function<AttemptEnd(const std::stop_token& stop)>;

  explicit AttemptThreads(std::chrono::milliseconds grace);

  /// Throws std::system_error if the system gives no thread. REQUIRES: no attempt with this key runs.
  void start(std::uint64_t key, std::chrono::milliseconds time_limit, Work work);
  /// Tells an attempt to stop, if it runs and was not told before.
  void stop(std::uint64_t key, JobEnd as);
  void stop_all(JobEnd as);
  /// Waits until an attempt has ended or is left behind, until wake(), or until `latest`.
  std::vector<AttemptReport> reports_until(Clock::time_point latest);
  /// Ends the wait of reports_until(), from any thread.
  void wake();
  std::size_t running() const { return running_.size(); }

 private:
  struct Shared;
  struct Running {
    std::uint64_t serial = 0;  ///< tells this attempt from one with its key that was left behind
    Clock::time_point deadline;
    std::stop_source stop;
    JobEnd stopped_as = JobEnd::kDone;
  };

  void tell_to_stop(Running& one, JobEnd as) const;
  void stop_late(std::vector<AttemptReport>& reports);

  std::chrono::milliseconds grace_;
  std::shared_ptr<Shared> shared_;
  std::map<std::uint64_t, Running> running_;
  std::uint64_t serial_ = 0;
};

}  // namespace tenon
