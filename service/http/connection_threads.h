// Threads for connections: one each, made when needed and kept for a while, up to a limit.

#pragma once

#include <httplib.h>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>

namespace tenon {

/// Runs each task in a thread at once; where as many run as may, in the calling thread, with is_refusing()
/// true. So a slow client holds a thread and nobody else's turn.
class ConnectionThreads final : public httplib::TaskQueue {
 public:
  explicit ConnectionThreads(std::size_t most) : most_(most) {}

  void enqueue(std::function<void()> task) override;
  /// Waits until all tasks have ended, and their threads too.
  void shutdown() override;

  /// Returns whether the running task is one too many: it is to end at once.
  static bool is_refusing();

 private:
  void work();

  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  std::size_t threads_ = 0;
  std::size_t idle_ = 0;
  bool is_ending_ = false;
};

}  // namespace tenon
