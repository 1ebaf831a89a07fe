#include "audit/gone.h"

#include <gtest/gtest.h>

#include "tests/audit/results.h"

namespace tenon {
namespace {

using test::failed_with;
using test::lost_cascade;
using test::night;
using test::result_with;

/// The state of a target after results.
TargetState after(const std::vector<AuditResult>& results) {
  TargetState state;
  for (AuditResult result : results) {
    result.origin = TargetOrigin{.configuration = "/etc/tenon.toml", .set = "tenants"};
    state = next(state, result).after;
  }
  return state;
}

TEST(Gone, IsToldWithTheLastState) {
  struct Case {
    std::vector<AuditResult> results;
    std::string reason;
    std::string message;
  };
  for (const Case& one :
       {Case{{result_with({}, 1)}, "in_sync", "in sync when last audited"},
        Case{{failed_with("connect", 1)}, "error", "not audited the last time"},
        Case{{result_with({lost_cascade()}, 1)}, "drift", "drift 916b-0e7c-d37d when last audited"}}) {
    const HistoryStep step = gone(after(one.results), night(2));
    const TargetTransition& told = step.transitions.back();
    EXPECT_EQ(told.transition, Transition::kTargetGone);
    EXPECT_EQ(told.target, "orders");
    EXPECT_EQ(told.reason, one.reason);
    EXPECT_EQ(told.message.substr(0, one.message.size()), one.message);
  }
}

TEST(Gone, ClosesTheOpenEpisodeForAReasonOfItsOwn) {
  const HistoryStep step = gone(after({result_with({lost_cascade()}, 1)}), night(2));
  ASSERT_TRUE(step.episode);
  EXPECT_TRUE(step.episode->is_gone);
  EXPECT_FALSE(step.episode->is_acknowledged);
  EXPECT_EQ(step.episode->closed, (Window{night(1) + std::chrono::seconds(1), night(2)}));
  EXPECT_FALSE(step.after.open);
  ASSERT_EQ(step.transitions.size(), 2U);
  EXPECT_EQ(step.transitions[0].transition, Transition::kDriftClosed);
  EXPECT_EQ(step.transitions[0].reason, "gone");
}

TEST(Gone, WhatComesBackIsNew) {
  const TargetState state = gone(after({result_with({lost_cascade()}, 1)}), night(2)).after;
  const HistoryStep back = next(state, result_with({lost_cascade()}, 3));
  EXPECT_FALSE(back.after.gone_since);
  ASSERT_EQ(back.transitions.size(), 1U);
  EXPECT_EQ(back.transitions[0].transition, Transition::kDriftOpened);
  EXPECT_EQ(back.transitions[0].reason, "");
  EXPECT_FALSE(back.transitions[0].window->from) << "nothing was known before";
}

TEST(Gone, OfAListNothingIsTold) {
  TargetState list = after({failed_with("connect", 1)});
  list.origin.is_list = true;
  const HistoryStep step = gone(list, night(2));
  EXPECT_TRUE(step.transitions.empty());
  EXPECT_EQ(step.after.failures, 0);
  EXPECT_TRUE(stale({step.after}, night(9), {}).empty());
}

TEST(Gone, OnlyTargetsOfTheConfigurationLeaveIt) {
  TargetState own = after({result_with({}, 1, "own")});
  TargetState kept = after({result_with({}, 1, "kept")});
  TargetState other = after({result_with({}, 1, "other")});
  other.origin.configuration = "/etc/other.toml";
  const TargetState unknown = next({}, result_with({}, 1, "unknown")).after;
  TargetState told = gone(after({result_with({}, 1, "told")}), night(1)).after;
  EXPECT_EQ(left({kept, other, own, told, unknown}, "/etc/tenon.toml", {"kept"}), std::vector{own});
}

}  // namespace
}  // namespace tenon
