// The pauses between the attempts to send a message.

#include "notify/retry.h"

#include <algorithm>
#include <array>

namespace tenon {

std::optional<Instant> next_attempt(std::int64_t attempts, Instant now, const Answered& answered) {
  using std::chrono::hours;
  using std::chrono::minutes;
  using std::chrono::seconds;
  constexpr std::array<seconds, 8> kPauses{seconds(5), minutes(5), minutes(30), hours(2),
                                           hours(5),   hours(10),  hours(14),   hours(20)};
  constexpr int kGone = 410;
  constexpr int kTooMany = 429;
  constexpr int kUnavailable = 503;
  if (answered.status == kGone || attempts < 1 || attempts > static_cast<std::int64_t>(kPauses.size()))
    return std::nullopt;
  seconds pause = kPauses.at(static_cast<std::size_t>(attempts - 1));
  const bool may_ask = answered.status == kTooMany || answered.status == kUnavailable;
  if (may_ask && answered.retry_after)
    pause = std::max(pause, std::min<seconds>(*answered.retry_after, hours(24)));
  return now + pause;
}

}  // namespace tenon
