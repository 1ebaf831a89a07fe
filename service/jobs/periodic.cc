// A thread that does one thing again and again: an interval and the work in.

#include "service/jobs/periodic.h"

#include <utility>

namespace tenon {

Periodic::Periodic(std::chrono::milliseconds interval, Work work)
    : interval_(interval),
      work_(std::move(work)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Periodic::~Periodic() { end(); }

void Periodic::end() {
  stop();
  if (thread_.joinable()) thread_.join();
}

void Periodic::wake() {
  {
    const std::lock_guard lock(mutex_);
    is_woken_ = true;
  }
  changed_.notify_one();
}

void Periodic::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    beat();
    work_(stop);
    beat();
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, interval_, [this] { return is_woken_; });
    is_woken_ = false;
  }
}

}  // namespace tenon
