// How long a job that failed waits for its next attempt.

#include "service/jobs/retry_pause.h"

#include <algorithm>

namespace tenon {

std::chrono::milliseconds longest_retry_pause(std::int64_t attempt, std::chrono::milliseconds first,
                                              std::chrono::milliseconds longest) {
  constexpr int kGrowth = 4;
  std::chrono::milliseconds pause = first;
  for (std::int64_t i = 1; i < attempt && pause < longest; ++i) pause *= kGrowth;
  return std::min(pause, longest);
}

std::chrono::milliseconds retry_pause(std::chrono::milliseconds longest, std::mt19937_64& random) {
  return std::chrono::milliseconds(
      std::uniform_int_distribution<std::int64_t>(0, std::max<std::int64_t>(0, longest.count()))(random));
}

}  // namespace tenon
