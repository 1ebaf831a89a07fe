// Attempts in threads of their own: work in, how each of them ended out, also of those that do not end.

#include "app/audit/attempts.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace tenon {

/// What the threads share; it lives as long as the last of them.
struct AttemptThreads::Shared {
  /// An attempt that ended by itself.
  struct Ended {
    std::uint64_t key;
    std::uint64_t serial;
    AttemptEnd end;
  };

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

  std::mutex mutex;
  std::condition_variable changed;
  std::vector<Ended> ended;
  bool is_woken = false;
};

AttemptThreads::AttemptThreads(std::chrono::milliseconds grace)
    : grace_(grace), shared_(std::make_shared<Shared>()) {}

void AttemptThreads::start(std::uint64_t key, std::chrono::milliseconds time_limit, Work work) {
  Running& one = running_[key];
  one.serial = ++serial_;
  one.deadline = Clock::now() + time_limit;
  try {
    std::thread([shared = shared_, key, serial = one.serial, stop = one.stop.get_token(),
                 called = std::move(work)] {
      shared->add({key, serial, called(stop)});
    }).detach();
  } catch (...) {
    running_.erase(key);
    throw;
  }
}

void AttemptThreads::stop(std::uint64_t key, JobEnd as) {
  if (const auto at = running_.find(key); at != running_.end()) tell_to_stop(at->second, as);
}

void AttemptThreads::stop_all(JobEnd as) {
  for (auto& [key, one] : running_) tell_to_stop(one, as);
}

void AttemptThreads::wake() { shared_->wake(); }

std::vector<AttemptReport> AttemptThreads::reports_until(Clock::time_point latest) {
  for (const auto& [key, one] : running_) latest = std::min(latest, one.deadline);
  std::vector<AttemptReport> reports;
  for (const Shared::Ended& ended : shared_->taken_by(latest)) {
    const auto at = running_.find(ended.key);
    if (at == running_.end() || at->second.serial != ended.serial) continue;  // it was left behind
    reports.push_back({ended.key, ended.end, at->second.stopped_as});
    running_.erase(at);
  }
  stop_late(reports);
  return reports;
}

void AttemptThreads::tell_to_stop(Running& one, JobEnd as) const {
  if (one.stopped_as != JobEnd::kDone) return;
  one.stopped_as = as;
  one.deadline = Clock::now() + grace_;
  // What listens to the token may take a while, and the others must not wait for it.
  std::thread([source = one.stop]() mutable { source.request_stop(); }).detach();
}

/// Tells attempts beyond their time to stop, and leaves behind those that did not.
void AttemptThreads::stop_late(std::vector<AttemptReport>& reports) {
  for (auto at = running_.begin(); at != running_.end();) {
    Running& one = at->second;
    const bool is_late = Clock::now() >= one.deadline;
    if (is_late && one.stopped_as != JobEnd::kDone) {
      reports.push_back({at->first, std::nullopt, one.stopped_as});
      at = running_.erase(at);
      continue;
    }
    if (is_late) tell_to_stop(one, JobEnd::kTimeout);
    ++at;
  }
}

}  // namespace tenon
