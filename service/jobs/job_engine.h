// The jobs of one replica of the service: scheduled, done, reaped and told of, each on its own timer.

#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "service/jobs/job_limits.h"
#include "service/jobs/job_parts.h"
#include "service/jobs/job_state.h"
#include "service/jobs/periodic.h"
#include "service/jobs/workers.h"
#include "store/store_pool.h"

namespace tenon {

/// How many connections to the store an engine uses at once.
inline constexpr std::size_t kEngineConnections = 5;

/// Everything that a replica does without being asked. Any number of replicas share a store; none of them
/// leads. It works from start() to drain() or its destruction, and keeps working while the store is away.
class JobEngine {
 public:
  /// REQUIRES: the pool outlives it, and opens kEngineConnections.
  JobEngine(StorePool& pool, JobParts parts, const JobLimits& limits);
  ~JobEngine();
  JobEngine(const JobEngine&) = delete;
  JobEngine& operator=(const JobEngine&) = delete;

  void start();
  /// Jobs were queued or cancelled: looks now.
  void wake();
  /// Begins nothing any more, gives running audits so much time, then cancels them on their servers and gives
  /// their leases back. Returns when all of that is done.
  void drain(std::chrono::milliseconds patience);
  /// Takes away the patience of a drain() that goes on in another thread.
  void abandon();
  JobEngineState state() const;

 private:
  /// Does work with the store; a store that fails is told of, and asked again the next time.
  void with_store(const std::function<void(Store&)>& work);
  void guarded(const std::function<void()>& work);
  std::vector<std::string> stuck() const;
  void try_to_write(Store& store);
  void tick(Store& store);
  void reap(Store& store);
  void give_up_unknown(Store& store);
  void send(Store& store, const std::stop_token& stop);
  void log(const std::string& line) const;

  StorePool& pool_;
  const JobParts parts_;
  const JobLimits limits_;
  JobCounters counters_;
  StoreHealth health_;
  std::atomic<bool> is_draining_ = false;
  std::optional<std::chrono::steady_clock::time_point> unknown_looked_;
  mutable std::mutex mutex_;
  std::optional<Instant> last_tick_;

  std::unique_ptr<Workers> workers_;
  std::unique_ptr<Periodic> heartbeat_;
  std::unique_ptr<Periodic> scheduler_;
  std::unique_ptr<Periodic> reaper_;
  std::unique_ptr<Periodic> outbox_;
};

}  // namespace tenon
