#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "service/jobs/job_engine.h"
#include "store/job_queue.h"
#include "tests/store/queue.h"

namespace tenon::test {

/// Limits that make no test wait.
inline JobLimits quick_limits() {
  return {.workers = 4,
          .attempt_time = std::chrono::hours(1),
          .grace = milliseconds(200),
          .lease = milliseconds(1500),
          .first_pause = milliseconds(5),
          .longest_pause = milliseconds(20),
          .failures_to_probe = 1000,
          .poll = milliseconds(20),
          .tick = milliseconds(50),
          .outbox = milliseconds(50)};
}

/// Waits until something holds, which it should within seconds.
inline bool comes_true(const std::function<bool()>& holds) {
  const auto latest = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!holds()) {
    if (std::chrono::steady_clock::now() > latest) return false;
    std::this_thread::sleep_for(milliseconds(5));
  }
  return true;
}

/// Blocks until its token is stopped.
inline void wait_for_stop(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  stopped.wait(lock, stop, [] { return false; });
}

inline OneAudit in_sync(const AuditTarget& target) { return {clean(target.name), {}, Healing::kNever}; }
inline OneAudit failing(const AuditTarget& target, Healing healing, const std::string& reason = "lock") {
  return {failed_with(reason, 1, target.name), {}, healing};
}

/// A target on a server; its audits are made up.
inline AuditTarget target_on(const std::string& name, const std::string& server = "") {
  AuditTarget target;
  target.name = name;
  if (!server.empty()) target.request.actual = {"postgresql://" + server + "/" + name};
  return target;
}

/// A target whose URL a program prints.
inline AuditTarget target_of_command(const std::string& name, std::vector<std::string> command) {
  AuditTarget target;
  target.name = name;
  target.secrets.url = {
      .kind = SecretKind::kCommand, .command = std::move(command), .time_limit = std::chrono::minutes(1)};
  return target;
}

using Auditor = std::function<OneAudit(const AuditTarget&, const std::stop_token&)>;

/// A replica over made-up audits, which knows every target.
class Replica {
 public:
  Replica(const StorePlace& place, Auditor auditor, const JobLimits& limits = quick_limits(),
          const std::function<void(JobParts&)>& change = {})
      : Replica([&place] { return place.open(); }, std::move(auditor), limits, change) {}

  Replica(StorePool::Open open, Auditor auditor, const JobLimits& limits = quick_limits(),
          const std::function<void(JobParts&)>& change = {})
      : pool_(std::move(open), kEngineConnections + 1) {
    JobParts parts;
    parts.owner = "replica";
    parts.target = [](const std::string& name) { return std::optional(target_on(name)); };
    parts.targets = [] { return std::vector<ScheduledTarget>{}; };
    parts.audit = [auditor = std::move(auditor)](const AuditTarget& target, SharedDeclarations&,
                                                 const std::stop_token& stop) {
      return auditor(target, stop);
    };
    parts.listeners.log = [log = log_](const std::string& line) { log->add(line); };
    if (change) change(parts);
    engine_ = std::make_unique<JobEngine>(pool_, std::move(parts), limits);
    engine_->start();
  }

  JobEngine& engine() { return *engine_; }
  JobEngineState state() const { return engine_->state(); }
  std::string log() const { return log_->text(); }

 private:
  struct Log {
    void add(const std::string& line) {
      const std::lock_guard lock(mutex);
      lines += line + "\n";
    }
    std::string text() {
      const std::lock_guard lock(mutex);
      return lines;
    }
    std::mutex mutex;
    std::string lines;
  };

  std::shared_ptr<Log> log_ = std::make_shared<Log>();
  StorePool pool_;
  std::unique_ptr<JobEngine> engine_;
};

/// What tests do with the queue behind the engine's back.
class ServiceJobs : public testing::TestWithParam<Engine> {
 protected:
  bool all_over() {
    const auto counts = queue_.counts();
    return counts.at(JobState::kQueued) == 0 && counts.at(JobState::kRunning) == 0;
  }
  StoredJob only_job() { return queue_.jobs().front(); }
  JobState state_of(std::int64_t job) { return queue_.job(job)->state; }

  StorePlace place_{GetParam()};
  std::unique_ptr<Store> store_ = place_.open();
  JobQueue queue_{*store_};
};

}  // namespace tenon::test
