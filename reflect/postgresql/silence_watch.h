// Ends a connection whose server says nothing: a socket and a time in, a closed connection out.

#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace tenon {

/// Shuts a socket down once nothing was heard for so long, so that whoever waits on it fails. A server that
/// is stopped, or a network that swallows packets, cancels no statement; libpq waits for them without end.
class SilenceWatch {
 public:
  /// `most` 0: for ever. REQUIRES: the socket stays open until this is gone.
  SilenceWatch(int socket, std::chrono::milliseconds most);
  ~SilenceWatch();
  SilenceWatch(const SilenceWatch&) = delete;
  SilenceWatch& operator=(const SilenceWatch&) = delete;

  /// An answer has come: the time begins anew.
  void heard();
  /// For how long nothing was heard.
  std::chrono::milliseconds silence() const;
  /// Whether it has shut the socket down.
  bool has_ended() const { return has_ended_; }
  std::chrono::milliseconds most() const { return most_; }

 private:
  using Clock = std::chrono::steady_clock;

  void watch();

  int socket_;
  std::chrono::milliseconds most_;
  mutable std::mutex mutex_;
  std::condition_variable is_over_;
  Clock::time_point last_ = Clock::now();
  bool is_done_ = false;
  std::atomic<bool> has_ended_ = false;
  std::thread thread_;
};

}  // namespace tenon
