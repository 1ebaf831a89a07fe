// Tests how long a job that failed waits.

#include "service/jobs/retry_pause.h"

#include <gtest/gtest.h>

namespace tenon {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(RetryPause, GrowsFourfoldUpToAQuarterOfAnHour) {
  const auto longest = [](std::int64_t attempt) {
    return longest_retry_pause(attempt, seconds(30), minutes(15));
  };
  EXPECT_EQ(longest(1), seconds(30));
  EXPECT_EQ(longest(2), minutes(2));
  EXPECT_EQ(longest(3), minutes(8));
  EXPECT_EQ(longest(4), minutes(15));
  EXPECT_EQ(longest(1'000'000'000), minutes(15));
}

TEST(RetryPause, IsDrawnFromAllThatIsAllowed) {
  std::mt19937_64 random(7);
  milliseconds least = minutes(1);
  milliseconds most{0};
  for (int i = 0; i < 2000; ++i) {
    const milliseconds pause = retry_pause(milliseconds(1000), random);
    least = std::min(least, pause);
    most = std::max(most, pause);
  }
  EXPECT_GE(least, milliseconds(0));
  EXPECT_LT(least, milliseconds(20));
  EXPECT_LE(most, milliseconds(1000));
  EXPECT_GT(most, milliseconds(980));
  EXPECT_EQ(retry_pause(milliseconds(0), random), milliseconds(0));
}

}  // namespace
}  // namespace tenon
