// Hands tasks to idle threads, makes threads while there are too few, and lets them end when nothing comes.

#include "service/http/connection_threads.h"

#include <chrono>
#include <system_error>
#include <thread>
#include <utility>

namespace tenon {

namespace {

thread_local bool is_refusing_here = false;

}  // namespace

bool ConnectionThreads::is_refusing() { return is_refusing_here; }

void ConnectionThreads::enqueue(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    const bool has_idle = idle_ > waiting_.size();
    bool has_thread = has_idle;
    if (!has_idle && threads_ < most_) {
      try {
        std::thread([this] { work(); }).detach();
        ++threads_;
        has_thread = true;
      } catch (const std::system_error&) {  // the machine gives no more: one too many
      }
    }
    if (has_thread) {
      waiting_.push_back(std::move(task));
      changed_.notify_one();
      return;
    }
  }
  is_refusing_here = true;
  task();
  is_refusing_here = false;
}

void ConnectionThreads::work() {
  constexpr std::chrono::seconds kKept(30);
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_;
    changed_.wait_for(lock, kKept, [this] { return !waiting_.empty() || is_ending_; });
    --idle_;
    if (waiting_.empty()) break;
    const std::function<void()> task = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    task();
    lock.lock();
  }
  --threads_;
  // Under the lock: whoever waits for the last thread may destroy this object right after.
  changed_.notify_all();
}

void ConnectionThreads::shutdown() {
  std::unique_lock lock(mutex_);
  is_ending_ = true;
  changed_.notify_all();
  changed_.wait(lock, [this] { return threads_ == 0; });
}

}  // namespace tenon
