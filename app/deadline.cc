// A stop token that is stopped by another one, or when a time is over.

#include "app/deadline.h"

#include <algorithm>

namespace tenon {

namespace {

using Clock = std::chrono::steady_clock;

std::optional<Clock::time_point> latest_of(std::optional<std::chrono::milliseconds> limit) {
  return limit ? std::optional(Clock::now() + *limit) : std::nullopt;
}

}  // namespace

Deadline::Deadline(const std::stop_token& outer, std::optional<std::chrono::milliseconds> limit)
    : latest_(latest_of(limit)), outer_(outer, Stop{&source_}) {
  if (!latest_) return;
  timer_ = std::jthread([this](const std::stop_token& is_over) {
    std::unique_lock lock(mutex_);
    changed_.wait_until(lock, is_over, *latest_, [] { return false; });
    if (!is_over.stop_requested()) source_.request_stop();
  });
}

std::optional<std::chrono::milliseconds> Deadline::left() const {
  if (!latest_) return std::nullopt;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(*latest_ - Clock::now());
  return std::max(left, std::chrono::milliseconds(1));
}

}  // namespace tenon
