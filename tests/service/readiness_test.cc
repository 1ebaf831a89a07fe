// Tests what makes a replica not ready: a loop that does not come around, a store that takes nothing.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "service/probes.h"
#include "tests/service/engine.h"

namespace tenon {
namespace {

using namespace tenon::test;
using Json = nlohmann::json;

HttpResponse answer(const Readiness& found, const JobEngineState& jobs) {
  return readiness_answer(found, jobs);
}

TEST(Readiness, SaysWhatIsMissing) {
  JobEngineState good;
  good.last_tick = Instant{};
  EXPECT_EQ(answer({}, good).status, 200);
  EXPECT_EQ(answer({.is_draining = true}, good).status, 503);
  EXPECT_EQ(answer({.store = "gone"}, good).status, 503);
  JobEngineState full = good;
  full.write_fault = "there is no space left";
  EXPECT_EQ(answer({}, full).status, 503);
  EXPECT_EQ(Json::parse(answer({}, full).body).at("store"), "not writable");
  EXPECT_EQ(Json::parse(answer({.store = "away"}, full).body).at("store"), "away");
  JobEngineState stuck = good;
  stuck.stuck = {"scheduler", "reaper"};
  EXPECT_EQ(answer({}, stuck).status, 503);
  EXPECT_EQ(Json::parse(answer({}, stuck).body).at("scheduler"), "stuck");
  EXPECT_EQ(Json::parse(answer({}, stuck).body).at("stuck"), Json({"scheduler", "reaper"}));
}

class ServiceLoops : public ServiceJobs {};
INSTANTIATE_TEST_SUITE_P(All, ServiceLoops, testing::Values(Engine::kSqlite, Engine::kPostgresql),
                         engine_name);

/// Blocks those who come through until it is opened.
struct Gate {
  std::atomic<bool> is_open = false;
  void pass() const {
    while (!is_open) std::this_thread::sleep_for(milliseconds(5));
  }
};

TEST_P(ServiceLoops, AreNamedWhenTheyAreStuckAndForgottenWhenTheyGoOn) {
  Gate schedules;
  Gate claims;
  JobLimits limits = quick_limits();
  limits.stall = milliseconds(700);
  Replica replica(
      place_, [](const AuditTarget& target, const std::stop_token&) { return in_sync(target); }, limits,
      [&](JobParts& parts) {
        parts.targets = [&] {
          schedules.pass();
          return std::vector<ScheduledTarget>{};
        };
        parts.target = [&](const std::string& name) {
          claims.pass();
          return std::optional(target_on(name));
        };
      });
  ordered(queue_, {"a"});
  EXPECT_TRUE(comes_true([&] {
    return replica.state().stuck == std::vector<std::string>{"workers", "scheduler"};
  }));
  schedules.is_open = true;
  claims.is_open = true;
  EXPECT_TRUE(comes_true([&] { return all_over() && replica.state().stuck.empty(); }));
}

/// What cannot be written any more is found without a job that wants to, and told once it can.
TEST_P(ServiceLoops, FindThatTheStoreTakesNothing) {
  Replica replica(place_, [](const AuditTarget& target, const std::stop_token&) { return in_sync(target); });
  const bool is_sqlite = GetParam() == Engine::kSqlite;
  place_.run(is_sqlite
                 ? "PRAGMA busy_timeout = 20000; CREATE TRIGGER no_more BEFORE INSERT ON store_info BEGIN "
                   "SELECT RAISE(ABORT, 'full'); END"
                 : "ALTER TABLE store_info ADD CONSTRAINT no_more CHECK (name <> 'writable') NOT VALID");
  EXPECT_TRUE(comes_true([&] { return !replica.state().write_fault.empty(); }));
  EXPECT_TRUE(replica.state().stuck.empty());
  place_.run(is_sqlite ? "PRAGMA busy_timeout = 20000; DROP TRIGGER no_more"
                       : "ALTER TABLE store_info DROP CONSTRAINT no_more");
  EXPECT_TRUE(comes_true([&] { return replica.state().write_fault.empty(); }));
  EXPECT_NE(replica.log().find("takes what is written again"), std::string::npos) << replica.log();
}

}  // namespace
}  // namespace tenon
