// A thread that does one thing again and again: an interval and the work in.

#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace tenon {

/// Calls its work at once, and then whenever the interval has passed since the last call ended, until it is
/// destroyed. REQUIRES: the work throws nothing.
class Periodic {
 public:
  using Work = std::function<void(const std::stop_token& stop)>;

  Periodic(std::chrono::milliseconds interval, Work work);
  /// Ends as end() does.
  ~Periodic();
  Periodic(const Periodic&) = delete;
  Periodic& operator=(const Periodic&) = delete;

  /// Tells the work to stop, and makes no call any more.
  void stop() { thread_.request_stop(); }
  /// Does that, and waits for the work.
  void end();
  /// Shows that the work goes on, where it takes long.
  void beat() { beaten_ = std::chrono::steady_clock::now(); }
  /// Whether the work has not come to its end for longer than `most`, and has not shown that it goes on.
  bool is_stuck(std::chrono::milliseconds most) const {
    return std::chrono::steady_clock::now() - beaten_.load() > interval_ + most;
  }
  /// Makes the next call now, or as soon as the one that goes on has ended.
  void wake();

 private:
  void run(const std::stop_token& stop);

  std::chrono::milliseconds interval_;
  Work work_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool is_woken_ = false;
  std::atomic<std::chrono::steady_clock::time_point> beaten_ = std::chrono::steady_clock::now();
  std::jthread thread_;
};

}  // namespace tenon
