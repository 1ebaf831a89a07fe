// A stop token that is stopped by another one, or when a time is over.

#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace tenon {

/// Stops its token once `outer` is stopped or, if there is a limit, that time after its construction.
class Deadline {
 public:
  Deadline(const std::stop_token& outer, std::optional<std::chrono::milliseconds> limit);
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  std::stop_token token() const { return source_.get_token(); }
  /// Returns what is left of the limit, a millisecond at least; nullopt: there is none.
  std::optional<std::chrono::milliseconds> left() const;

 private:
  struct Stop {
    std::stop_source* source;
    void operator()() const { source->request_stop(); }
  };

  std::stop_source source_;
  std::optional<std::chrono::steady_clock::time_point> latest_;
  std::stop_callback<Stop> outer_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::jthread timer_;
};

}  // namespace tenon
