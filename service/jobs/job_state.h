// What the work of a replica came to so far: counters for metrics, and whether its store answers.

#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "model/instant.h"

namespace tenon {

/// What a replica does and has done since it began.
struct JobEngineState {
  std::size_t running = 0;  ///< audits
  std::size_t waiting = 0;  ///< results that the store has not taken yet
  bool is_draining = false;

  std::uint64_t done = 0;         ///< attempts: their results could tell
  std::uint64_t failed = 0;       ///< their jobs are dead
  std::uint64_t retried = 0;      ///< they are tried again later
  std::uint64_t returned = 0;     ///< they were given back
  std::uint64_t leases_lost = 0;  ///< their results were dropped
  std::uint64_t left_behind = 0;  ///< they did not end although they were told to

  std::uint64_t reaped = 0;     ///< jobs taken from workers that are gone
  std::uint64_t buried = 0;     ///< of them: dead
  std::uint64_t enqueued = 0;   ///< runs of schedules
  std::uint64_t missed = 0;     ///< runs that it was too late for
  std::uint64_t finished = 0;   ///< sweeps
  std::uint64_t delivered = 0;  ///< messages

  std::optional<Instant> last_tick;  ///< of the scheduler, by the store's clock
  bool is_store_ok = true;           ///< it answered when it was asked last
  std::string store_fault;           ///< what it said otherwise
  std::string write_fault;         ///< why it takes nothing that is written; empty: it did when it was tried
  std::vector<std::string> stuck;  ///< what has not come to its end for longer than it may take
};

/// The counters of JobEngineState, for several threads.
struct JobCounters {
  using Count = std::atomic<std::uint64_t>;
  Count done = 0, failed = 0, retried = 0, returned = 0, leases_lost = 0, left_behind = 0;
  Count reaped = 0, buried = 0, enqueued = 0, missed = 0, finished = 0, delivered = 0;

  void fill(JobEngineState& state) const;
};

/// Whether the store answers. A change is told once.
class StoreHealth {
 public:
  using Tell = std::function<void(const std::string& line)>;
  explicit StoreHealth(Tell tell) : tell_(std::move(tell)) {}

  void answered();
  void failed(const std::string& why);
  /// What became of writing something on trial; empty: it was taken.
  void tried_to_write(const std::string& why);
  bool is_ok() const;
  std::string fault() const;
  std::string write_fault() const;

 private:
  Tell tell_;
  mutable std::mutex mutex_;
  std::string fault_;
  std::string write_fault_;
};

}  // namespace tenon
