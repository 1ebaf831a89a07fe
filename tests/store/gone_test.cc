#include <gtest/gtest.h>

#include "audit/gone.h"
#include "tests/store/stores.h"

/// Targets that leave a fleet, and come back.
namespace tenon::test::this_file {
namespace {

class GoneTargets : public testing::TestWithParam<Engine> {
 protected:
  GoneTargets() : place_(GetParam()), store_(place_.open()) {}

  /// A night over all targets of a configuration.
  std::vector<TargetTransition> night_of(int at, std::vector<AuditResult> results) {
    const std::vector<TargetState> before = store_->states();
    std::vector<std::string> names;
    for (AuditResult& result : results) {
      result.origin = TargetOrigin{.configuration = "/etc/tenon.toml"};
      names.push_back(result.target);
    }
    return audit_night(*store_, at, results,
                       [&](SweepEnd& end) { end.left = left(before, "/etc/tenon.toml", names); });
  }
  StorePlace place_;
  std::unique_ptr<Store> store_;
};

TEST_P(GoneTargets, AreToldOnceAndTheirEpisodesAreClosed) {
  night_of(1, {result_with({}, 1, "a"), result_with({lost_cascade()}, 1, "b")});
  EXPECT_EQ(kinds_of(night_of(2, {result_with({}, 2, "a")})),
            (std::vector{Transition::kDriftClosed, Transition::kTargetGone}));
  const std::vector<Episode> episodes = store_->episodes("b");
  ASSERT_EQ(episodes.size(), 1U);
  EXPECT_TRUE(episodes[0].closed);
  EXPECT_TRUE(episodes[0].is_gone);
  EXPECT_TRUE(night_of(3, {result_with({}, 3, "a")}).empty());
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(GoneTargets, AreNewWhenTheyComeBack) {
  night_of(1, {result_with({}, 1, "a"), result_with({lost_cascade()}, 1, "b")});
  night_of(2, {result_with({}, 2, "a")});
  EXPECT_EQ(kinds_of(night_of(3, {result_with({}, 3, "a"), result_with({lost_cascade()}, 3, "b")})),
            std::vector{Transition::kDriftOpened});
  EXPECT_EQ(store_->episodes("b").size(), 2U);
  EXPECT_EQ(faults_of(*store_), "");
  EXPECT_EQ(kinds_of(night_of(4, {result_with({}, 4, "a")})),
            (std::vector{Transition::kDriftClosed, Transition::kTargetGone}));
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(GoneTargets, AreThereIfAnotherSweepHasAuditedThemMeanwhile) {
  night_of(1, {result_with({}, 1, "a"), result_with({}, 1, "b")});
  const std::vector<TargetState> before = store_->states();
  audit_night(*store_, 2, {result_with({}, 2, "b")});
  const auto told = audit_night(*store_, 3, {result_with({}, 3, "a")},
                                [&](SweepEnd& end) { end.left = left(before, "/etc/tenon.toml", {"a"}); });
  EXPECT_TRUE(told.empty());
}

TEST_P(GoneTargets, CannotBeMadeUpBesideTheLog) {
  night_of(1, {result_with({}, 1, "a"), result_with({}, 1, "b")});
  const std::string there = place_.query("SELECT state FROM target WHERE name = 'b'");
  night_of(2, {result_with({}, 2, "a")});
  const std::string gone = place_.query("SELECT state FROM target WHERE name = 'b'");
  place_.run("UPDATE target SET state = '" + there + "' WHERE name = 'b'");
  EXPECT_EQ(faults_of(*store_), "target b is no longer there, the log says\n");
  place_.run("UPDATE target SET state = '" + gone + "'");
  EXPECT_EQ(faults_of(*store_), "target a is said to be gone, and the log does not say so\n");
}

INSTANTIATE_TEST_SUITE_P(On, GoneTargets, testing::Values(Engine::kSqlite, Engine::kPostgresql), engine_name);

}  // namespace
}  // namespace tenon::test::this_file
