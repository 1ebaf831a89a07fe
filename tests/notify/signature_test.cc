// Tests the signatures of messages and the pauses between attempts.

#include "notify/signature.h"

#include <gtest/gtest.h>

#include <vector>

#include "model/error.h"
#include "notify/retry.h"

namespace tenon {
namespace {

/// The test vector of the Standard Webhooks libraries: secret, id, timestamp and body with their signature.
TEST(Signature, IsThatOfStandardWebhooks) {
  const std::vector<SourceArgument> secrets{"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"};
  EXPECT_EQ(signature(secrets, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, R"({"test": 2432232314})"),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(Signature, IsGivenForEachSecretOfARotation) {
  const std::vector<SourceArgument> both{"one", "two"};
  const std::string all = signature(both, "id", 1, "body");
  EXPECT_EQ(all, signature(std::vector<SourceArgument>{"one"}, "id", 1, "body") + " " +
                     signature(std::vector<SourceArgument>{"two"}, "id", 1, "body"));
}

TEST(Signature, RefusesASecretThatIsNoneWithoutShowingIt) {
  for (const char* secret : {"whsec_!canary!", "whsec_", ""}) {
    try {
      signature(std::vector<SourceArgument>{secret}, "id", 1, "body");
      FAIL() << secret;
    } catch (const Error& error) {
      EXPECT_EQ(std::string(error.what()).find("canary"), std::string::npos);
    }
  }
}

TEST(Retry, FollowsTheTable) {
  const Instant now = parsed_instant("2026-11-20T03:00:00Z").value();
  EXPECT_EQ(next_attempt(1, now, {}), now + std::chrono::seconds(5));
  EXPECT_EQ(next_attempt(2, now, {500}), now + std::chrono::minutes(5));
  EXPECT_EQ(next_attempt(8, now, {500}), now + std::chrono::hours(20));
  EXPECT_EQ(next_attempt(9, now, {500}), std::nullopt);
}

TEST(Retry, HearsWhatTheReceiverAsksFor) {
  const Instant now = parsed_instant("2026-11-20T03:00:00Z").value();
  EXPECT_EQ(next_attempt(1, now, {410}), std::nullopt) << "gone is gone";
  EXPECT_EQ(next_attempt(1, now, {429, std::chrono::seconds(90)}), now + std::chrono::seconds(90));
  EXPECT_EQ(next_attempt(1, now, {503, std::chrono::seconds(1)}), now + std::chrono::seconds(5));
  EXPECT_EQ(next_attempt(1, now, {503, std::chrono::hours(500)}), now + std::chrono::hours(24));
  EXPECT_EQ(next_attempt(1, now, {500, std::chrono::seconds(90)}), now + std::chrono::seconds(5));
}

}  // namespace
}  // namespace tenon
