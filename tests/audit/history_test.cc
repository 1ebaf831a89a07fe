#include "audit/history.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/audit/results.h"

namespace tenon {

void PrintTo(const TargetTransition& one, std::ostream* out) {
  *out << to_string(one.transition) << " " << one.target << " " << one.fingerprint << " " << one.reason;
}

namespace {

using test::ack_of;
using test::failed_with;
using test::lost_cascade;
using test::night;
using test::result_with;
using test::unexpected_index;

/// A target through its nights.
class Nights {
 public:
  const HistoryStep& audit(const AuditResult& result) {
    step_ = next(state_, result);
    state_ = step_.after;
    return step_;
  }
  std::vector<Transition> told() const {
    std::vector<Transition> kinds;
    for (const TargetTransition& one : step_.transitions) kinds.push_back(one.transition);
    return kinds;
  }
  const TargetState& state() const { return state_; }

 private:
  TargetState state_;
  HistoryStep step_;
};

constexpr auto kSecond = std::chrono::seconds(1);

TEST(History, OpensAndClosesWithTheWindows) {
  Nights nights;
  nights.audit(result_with({}, 1));
  EXPECT_TRUE(nights.told().empty());
  const HistoryStep opened = nights.audit(result_with({lost_cascade()}, 2));
  EXPECT_EQ(nights.told(), std::vector{Transition::kDriftOpened});
  EXPECT_EQ(opened.episode->opened, (Window{night(1) + kSecond, night(2) + kSecond}));
  nights.audit(result_with({lost_cascade()}, 3));
  EXPECT_TRUE(nights.told().empty());
  const HistoryStep closed = nights.audit(result_with({}, 4));
  EXPECT_EQ(nights.told(), std::vector{Transition::kDriftClosed});
  EXPECT_EQ(closed.episode->closed, (Window{night(3) + kSecond, night(4) + kSecond}));
  EXPECT_FALSE(closed.episode->is_acknowledged);
  EXPECT_FALSE(nights.state().open);
}

TEST(History, KnowsNoBeginningOfWhatTheFirstAuditFinds) {
  Nights nights;
  const HistoryStep step = nights.audit(result_with({lost_cascade()}, 1));
  EXPECT_EQ(step.episode->opened, (Window{std::nullopt, night(1) + kSecond}));
}

TEST(History, WithoutTimeOfReadingTheWindowHoldsTheWholeAudits) {
  Nights nights;
  AuditResult clean = result_with({}, 1);
  AuditResult drift = result_with({lost_cascade()}, 2);
  clean.read_at.reset();
  drift.read_at.reset();
  nights.audit(clean);
  EXPECT_EQ(nights.audit(drift).episode->opened, (Window{clean.started, drift.finished}));
}

TEST(History, UnknownNeitherOpensNorCloses) {
  Nights nights;
  nights.audit(result_with({}, 1));
  nights.audit(failed_with("connect", 2));
  EXPECT_EQ(nights.told(), std::vector{Transition::kAuditFailed});
  nights.audit(failed_with("connect", 3));
  EXPECT_TRUE(nights.told().empty());
  nights.audit(failed_with("rights", 4));
  EXPECT_EQ(nights.told(), std::vector{Transition::kAuditFailed});
  const HistoryStep opened = nights.audit(result_with({lost_cascade()}, 5));
  EXPECT_EQ(opened.episode->opened, (Window{night(1) + kSecond, night(5) + kSecond}));
  nights.audit(failed_with("connect", 6));
  EXPECT_TRUE(nights.state().open);
  EXPECT_EQ(nights.audit(result_with({}, 7)).episode->closed,
            (Window{night(5) + kSecond, night(7) + kSecond}));
}

TEST(History, ChangesOneEpisode) {
  Nights nights;
  nights.audit(result_with({lost_cascade()}, 1));
  const std::string first = nights.state().open->fingerprint;
  const HistoryStep changed = nights.audit(result_with({lost_cascade(), unexpected_index("a")}, 2));
  EXPECT_EQ(nights.told(), std::vector{Transition::kDriftChanged});
  EXPECT_EQ(changed.transitions[0].former_fingerprint, first);
  EXPECT_EQ(changed.episode->first_fingerprint, first);
  EXPECT_EQ(changed.episode->changed, (Window{night(1) + kSecond, night(2) + kSecond}));
}

TEST(History, AnAcknowledgementClosesAndItsEndOpensWithTheWindowInWhichTheDriftCame) {
  const std::vector<Ack> acks = {ack_of("*", "*", night(4))};
  Nights nights;
  nights.audit(result_with({}, 1));
  nights.audit(result_with({lost_cascade()}, 2));
  const HistoryStep closed = nights.audit(result_with({lost_cascade()}, 3, "orders", acks));
  EXPECT_TRUE(closed.episode->is_acknowledged);
  EXPECT_EQ(closed.transitions[0].reason, "acknowledged");
  const HistoryStep opened = nights.audit(result_with({lost_cascade()}, 5, "orders", acks));
  EXPECT_EQ(opened.transitions[0].reason, "acknowledgement ended");
  EXPECT_EQ(opened.episode->opened, (Window{night(1) + kSecond, night(2) + kSecond}));
}

TEST(History, AClockThatWentBackTurnsTheWindowRound) {
  Nights nights;
  nights.audit(result_with({}, 9));
  const HistoryStep opened = nights.audit(result_with({lost_cascade()}, 2));
  EXPECT_EQ(opened.episode->opened, (Window{night(2) + kSecond, night(9) + kSecond}));
  EXPECT_EQ(nights.told(), std::vector{Transition::kDriftOpened});
}

TEST(History, TellsOnceWhatIsStale) {
  Nights nights;
  nights.audit(result_with({}, 1));
  std::vector<TargetState> states = {nights.state()};
  EXPECT_TRUE(stale(states, night(2), {}).empty());
  ASSERT_EQ(stale(states, night(3), {}).size(), 1U);
  EXPECT_EQ(stale(states, night(3), {})[0].since, night(1) + kSecond);
  states[0].is_stale_told = true;
  EXPECT_TRUE(stale(states, night(9), {}).empty());
  nights.audit(result_with({}, 4));
  EXPECT_FALSE(nights.state().is_stale_told);
}

std::vector<TargetTransition> of_targets(Transition kind, std::initializer_list<const char*> targets,
                                         const std::string& fingerprint) {
  std::vector<TargetTransition> all;
  for (const char* target : targets) {
    TargetTransition one;
    one.transition = kind;
    one.target = target;
    one.fingerprint = fingerprint;
    all.push_back(one);
  }
  return all;
}

void append(std::vector<TargetTransition>& all, const std::vector<TargetTransition>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

TEST(History, OneGroupForOneCause) {
  std::vector<TargetTransition> all = of_targets(Transition::kDriftClosed, {"z"}, "cc");
  append(all, of_targets(Transition::kDriftOpened, {"x"}, "bb"));
  append(all, of_targets(Transition::kDriftOpened, {"b", "a", "c"}, "aa"));
  const std::vector<GroupTransition> groups = grouped(all);
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups[0].fingerprint, "aa");
  EXPECT_EQ(groups[0].members.size(), 3U);
  EXPECT_EQ(groups[0].members[0].target, "a");
  EXPECT_EQ(groups[1].fingerprint, "bb");
  EXPECT_EQ(groups[2].transition, Transition::kDriftClosed);
}

TEST(History, WhatCameAndWentBetweenTwoMessagesIsNoMessage) {
  std::vector<TargetTransition> all = of_targets(Transition::kDriftOpened, {"a", "b"}, "aa");
  append(all, of_targets(Transition::kDriftClosed, {"a"}, "aa"));
  const std::vector<GroupTransition> groups = grouped(all);
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].members.size(), 1U);
  EXPECT_EQ(groups[0].members[0].target, "b");
}

/// Random nights of one target.
class HistoryLaws : public testing::Test {
 protected:
  AuditResult random_result(int at) {
    const std::vector<Ack> acks = {ack_of("index:*", "*", night(60))};
    std::vector<StoredFinding> findings;
    const int what = pick(7);
    if (what == 0) return failed_with(pick(2) == 0 ? "connect" : "rights", at);
    if (what >= 3) findings.push_back(unexpected_index(pick(2) == 0 ? "a" : "b"));
    if (what >= 5) findings.push_back(lost_cascade(pick(2) == 0 ? "fk_1" : "fk_2"));
    // The clock goes back by up to three nights now and then.
    return result_with(findings, pick(9) == 0 ? at - pick(4) : at, "orders", acks);
  }
  int pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }

  unsigned seed_ = std::random_device{}();
  std::mt19937 random_{seed_};
};

TEST_F(HistoryLaws, EpisodesNeverOverlapAndClosingFollowsOpening) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  for (int round = 0; round < 200; ++round) {
    Nights nights;
    bool is_open = false;
    for (int at = 0; at < 100; ++at) {
      const AuditResult result = random_result(at);
      const HistoryStep& step = nights.audit(result);
      for (const TargetTransition& one : step.transitions) {
        if (one.transition == Transition::kDriftOpened) {
          EXPECT_FALSE(is_open);
          is_open = true;
        }
        if (one.transition == Transition::kDriftChanged) {
          EXPECT_TRUE(is_open);
        }
        if (one.transition == Transition::kDriftClosed) {
          EXPECT_TRUE(is_open);
          is_open = false;
        }
        if (one.window && one.window->from) {
          EXPECT_LE(*one.window->from, one.window->to);
        }
      }
      EXPECT_EQ(nights.state().open.has_value(), is_open);
      if (is_known(result.outcome)) {
        EXPECT_EQ(is_open, result.outcome == AuditOutcome::kDrift);
      }
    }
  }
}

TEST_F(HistoryLaws, TheSecondIdenticalNightTellsNothing) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  Nights nights;
  for (int at = 0; at < 500; ++at) {
    const AuditResult result = random_result(at);
    nights.audit(result);
    const TargetState before = nights.state();
    nights.audit(result);
    EXPECT_TRUE(nights.told().empty());
    EXPECT_EQ(nights.state().open, before.open);
  }
}

}  // namespace
}  // namespace tenon
