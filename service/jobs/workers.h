// Does the jobs of a replica: leases out of the queue, audits in threads, results into the store.

#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "app/audit/attempts.h"
#include "app/audit/shared_declarations.h"
#include "service/jobs/held_job.h"
#include "service/jobs/job_limits.h"
#include "service/jobs/job_parts.h"
#include "service/jobs/job_state.h"
#include "service/jobs/verdict_writer.h"
#include "store/job_queue.h"
#include "store/store_pool.h"

namespace tenon {

/// The workers of a replica, from construction to the end of drain(). A job is held until the store has taken
/// what became of it: while the store is away results are kept and audits go on, and it is the store that
/// says afterwards which leases are lost. Then audits are stopped, and their results dropped.
class Workers {
 public:
  /// REQUIRES: all of it outlives the object.
  Workers(StorePool& pool, const JobParts& parts, const JobLimits& limits, JobCounters& counters,
          StoreHealth& health);
  /// Ends as drain() without patience.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// Looks into the queue now, from any thread.
  void wake();
  /// Makes the leases last, and stops audits whose leases are lost. To be called every third of a lease.
  void heartbeat();
  /// Begins nothing any more, gives running audits so much time, then cancels the rest on their servers and
  /// gives their leases back. Returns when nothing is held any more.
  void drain(std::chrono::milliseconds patience);
  /// Takes away the patience of a drain(), also of one that goes on in another thread.
  void abandon();

  /// Whether the loop that begins and ends audits has not come around for longer than `most`.
  bool is_stuck(std::chrono::milliseconds most) const {
    return Clock::now() - beaten_.load() > limits_.poll + most;
  }
  std::size_t running() const { return running_; }
  std::size_t waiting() const { return waiting_; }

 private:
  using Clock = AttemptThreads::Clock;

  void run();
  void take_orders();
  void claim();
  bool takes(const std::string& name, std::map<std::string, AuditTarget>& found);
  bool is_full(const std::string& server, const std::map<std::string, AuditTarget>& found) const;
  void begin(StoredJob job, AuditTarget target);
  std::shared_ptr<SharedDeclarations> declarations_of(std::int64_t sweep);
  void stop_lost();
  void take(const AttemptReport& report);
  void settle();
  /// Writes one verdict; returns whether the job is held no longer.
  bool is_settled(HeldJob& held);
  void refuse(HeldJob& held, const std::string& why);
  void publish();
  bool is_over() const;
  Clock::time_point next_event() const;
  void log(const std::string& line) const;

  StorePool& pool_;
  const JobParts& parts_;
  const JobLimits& limits_;
  JobCounters& counters_;
  StoreHealth& health_;
  VerdictWriter writer_;
  AttemptThreads threads_;

  // Of the thread that runs.
  std::map<std::uint64_t, HeldJob> held_;                                     ///< by the key of the attempt
  std::map<std::int64_t, std::shared_ptr<SharedDeclarations>> declarations_;  ///< by sweep
  std::map<std::string, std::string> servers_;  ///< of targets, as they were when they were audited last
  std::shared_ptr<ServerTurns> turns_;
  std::uint64_t last_key_ = 0;
  Clock::time_point next_claim_{};
  Clock::time_point next_settling_{};
  std::optional<Clock::time_point> cancel_at_;     ///< set: it drains
  std::optional<Clock::time_point> cancelled_at_;  ///< set: what ran was told to stop

  // What others ask for, and see.
  mutable std::mutex mutex_;
  std::vector<JobLease> leases_;
  std::vector<JobLease> lost_;
  bool is_woken_ = false;
  std::optional<Clock::time_point> ordered_cancel_at_;
  std::atomic<std::size_t> running_ = 0;
  std::atomic<std::size_t> waiting_ = 0;
  std::atomic<Clock::time_point> beaten_ = Clock::now();
  std::thread thread_;
};

}  // namespace tenon
