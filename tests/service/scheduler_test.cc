// Tests how schedules become jobs: once whoever looks, what was missed, and what sweeps tell of it.

#include "service/jobs/scheduler.h"

#include <gtest/gtest.h>

#include "model/error.h"
#include "service/jobs/finished_sweeps.h"
#include "service/jobs/scheduled_target.h"
#include "tests/service/engine.h"

namespace tenon {
namespace {

using namespace tenon::test;

class ServiceSchedules : public ServiceJobs {
 protected:
  /// Lets a schedule be known for so many days.
  void know_for(int days) {
    place_.run("UPDATE target_schedule SET known_since = '" +
               sortable(queue_.now() - std::chrono::days(days)) + "'");
  }
};

INSTANTIATE_TEST_SUITE_P(All, ServiceSchedules, testing::Values(Engine::kSqlite, Engine::kPostgresql),
                         engine_name);

/// A target that is due at each midnight in UTC; of several the last is run, and the others are missed.
ScheduledTarget nightly(const std::string& name, milliseconds jitter = milliseconds(0)) {
  ScheduledTarget target{.name = name, .labels = {{"env", "prod"}}, .schedule = "0 0 * * * UTC"};
  target.due = [](Instant last, Instant now) {
    DueRuns due;
    for (auto day = std::chrono::ceil<std::chrono::days>(last + std::chrono::microseconds(1)); day <= now;
         day += std::chrono::days(1))
      due.missed.push_back(day);
    if (due.missed.empty()) return due;
    due.run = {due.missed.back()};
    due.missed.pop_back();
    return due;
  };
  target.jitter = [jitter](Instant) { return jitter; };
  return target;
}

TEST_P(ServiceSchedules, ATargetIsDueFromThenOnWhenItIsKnown) {
  EXPECT_EQ(tick_schedules(*store_, {nightly("a")}, 8).enqueued, 0U);
  know_for(1);
  const Tick tick = tick_schedules(*store_, {nightly("a")}, 8);
  EXPECT_EQ(tick.enqueued, 1U);
  EXPECT_EQ(tick.missed, 0U);
  EXPECT_EQ(only_job().scheduled_for, std::chrono::floor<std::chrono::days>(tick.at));
  EXPECT_EQ(tick_schedules(*store_, {nightly("a")}, 8).enqueued, 0U);
}

/// An audit that takes longer than the time between its runs makes no queue of them.
TEST_P(ServiceSchedules, ARunThatIsDueWhileTheOneBeforeGoesOnIsMissed) {
  const auto hours_ago = [&](int hours) {
    return std::chrono::floor<std::chrono::hours>(queue_.now()) - std::chrono::hours(hours);
  };
  Instant due_at = hours_ago(3);
  ScheduledTarget target{.name = "a", .schedule = "0 * * * * UTC"};
  target.due = [&](Instant last, Instant) {
    DueRuns due;
    if (last < due_at) due.run = {due_at};
    return due;
  };
  tick_schedules(*store_, {target}, 8);
  know_for(1);
  EXPECT_EQ(tick_schedules(*store_, {target}, 8).enqueued, 1U);
  const auto claim = [&] {
    return queue_.claim(
        {.owner = "w", .lease = std::chrono::minutes(1), .takes = [](const std::string&) { return true; }});
  };
  const StoredJob first = claim().front();
  for (const int hours : {2, 1}) {
    due_at = hours_ago(hours);
    const Tick tick = tick_schedules(*store_, {target}, 8);
    EXPECT_EQ(tick.enqueued, 0U);
    EXPECT_EQ(tick.missed, 1U);
    EXPECT_EQ(tick_schedules(*store_, {target}, 8).missed, 0U) << "once";
  }
  EXPECT_TRUE(queue_.jobs({.state = JobState::kQueued}).empty());
  EXPECT_EQ(queue_.job(first.id)->state, JobState::kRunning);
  const AuditResult missed = store_->history("a").front().result;
  EXPECT_EQ(missed.outcome, AuditOutcome::kMissed);
  EXPECT_NE(missed.error->message.find("the run before it was not over"), std::string::npos);
  queue_.complete(lease_of(first), clean("a"));
  due_at = hours_ago(0);
  EXPECT_EQ(tick_schedules(*store_, {target}, 8).enqueued, 1U);
}

TEST_P(ServiceSchedules, ManyReplicasQueueARunOnce) {
  tick_schedules(*store_, {nightly("a"), nightly("b")}, 8);
  know_for(3);
  std::vector<std::thread> replicas;
  std::atomic<std::size_t> enqueued = 0;
  std::atomic<std::size_t> missed = 0;
  for (int i = 0; i < 4; ++i)
    replicas.emplace_back([&] {
      const auto store = place_.open();
      const Tick tick = tick_schedules(*store, {nightly("a"), nightly("b")}, 8);
      enqueued += tick.enqueued;
      missed += tick.missed;
    });
  for (std::thread& replica : replicas) replica.join();
  EXPECT_EQ(enqueued, 2U);
  EXPECT_EQ(missed, 4U);
  EXPECT_EQ(store_->history("a").size(), 2U);
  EXPECT_EQ(queue_.jobs({.state = JobState::kQueued}).size(), 2U);
}

/// What `tenon.toml` says of a schedule is what the scheduler does.
TEST_P(ServiceSchedules, AConfiguredScheduleIsDueByTheClocksOfItsZone) {
  Schedule schedule{.cron = "30 2 * * *", .time_zone = "Europe/Berlin", .jitter = std::chrono::minutes(10)};
  schedule.catch_up = CatchUp::kAll;
  const ScheduledTarget target = with_schedule({.name = "a"}, schedule);
  EXPECT_EQ(target.schedule, "30 2 * * * Europe/Berlin");
  const auto at = [](const char* text) { return *parsed_instant(text); };
  EXPECT_EQ(target.due(at("2026-10-24T12:00Z"), at("2026-10-26T12:00Z")).run,
            (std::vector{at("2026-10-25T00:30Z"), at("2026-10-26T01:30Z")}));
  EXPECT_LT(target.jitter(at("2026-10-25T00:30Z")), std::chrono::minutes(10));
  tick_schedules(*store_, {target}, 8);
  know_for(2);
  EXPECT_EQ(tick_schedules(*store_, {target}, 8).enqueued, 2U);
  EXPECT_EQ(only_job().run_at - only_job().scheduled_for, target.jitter(only_job().scheduled_for));
  EXPECT_THROW(with_schedule({.name = "a"}, {.cron = "61 * * * *"}), Error);
}

TEST_P(ServiceSchedules, JitterMakesAJobWaitAndNotItsTime) {
  tick_schedules(*store_, {nightly("a", std::chrono::hours(2))}, 8);
  know_for(1);
  tick_schedules(*store_, {nightly("a", std::chrono::hours(2))}, 8);
  EXPECT_EQ(only_job().run_at - only_job().scheduled_for, std::chrono::hours(2));
}

TEST_P(ServiceSchedules, ATargetWithoutAScheduleIsKnownAndNeverDue) {
  ScheduledTarget target = nightly("a");
  target.schedule.clear();
  tick_schedules(*store_, {target}, 8);
  know_for(9);
  EXPECT_EQ(tick_schedules(*store_, {target}, 8).enqueued, 0U);
  EXPECT_EQ(place_.query("SELECT count(*) FROM target_schedule WHERE target = 'a'"), "1");
}

/// What was missed is told once, without a digest of a sweep in which nothing was audited.
TEST_P(ServiceSchedules, MissedRunsEndTheirSweepsQuietly) {
  tick_schedules(*store_, {nightly("a")}, 8);
  know_for(3);
  tick_schedules(*store_, {nightly("a")}, 8);
  Subscription hook;
  hook.webhook.name = "hook";
  JobParts parts;
  std::vector<std::string> told;
  parts.deliveries = [&](const SweepLook& look, const SweepSummary& summary) {
    return deliveries_of(messages_of(look, summary), {hook}, {}, "store");
  };
  EXPECT_EQ(finish_sweeps_of_jobs(*store_, parts), 2U);
  EXPECT_EQ(finish_sweeps_of_jobs(*store_, parts), 0U);
  for (const Delivery& one : store_->deliveries()) told.push_back(one.message.kind);
  EXPECT_EQ(told, (std::vector<std::string>{"audit.stale", "audit.failed"}));
  queue_.complete(lease_of(claimed(queue_)), clean("a"));
  EXPECT_EQ(finish_sweeps_of_jobs(*store_, parts), 1U);
  EXPECT_EQ(store_->deliveries().front().message.kind, "sweep.finished");
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(ServiceSchedules, AnEngineAuditsWhatIsDue) {
  tick_schedules(*store_, {nightly("a"), nightly("b")}, 8);
  know_for(2);
  Replica replica(
      place_, [](const AuditTarget& target, const std::stop_token&) { return in_sync(target); },
      quick_limits(),
      [](JobParts& parts) { parts.targets = [] {
                              return std::vector{nightly("a"), nightly("b")};
                            }; });
  ASSERT_TRUE(comes_true([&] { return queue_.counts().at(JobState::kDone) == 2; }));
  EXPECT_EQ(queue_.counts().at(JobState::kDead), 2);
  EXPECT_EQ(store_->history("a").front().result.outcome, AuditOutcome::kInSync);
  EXPECT_EQ(store_->history("a").back().result.outcome, AuditOutcome::kMissed);
  ASSERT_TRUE(comes_true([&] { return replica.state().last_tick.has_value(); }));
  EXPECT_EQ(replica.state().enqueued, 2U);
  EXPECT_EQ(replica.state().missed, 2U);
  EXPECT_TRUE(comes_true([&] { return queue_.sweeps_to_finish().empty(); }));
}

/// A process that is gone between its last result and the end of the sweep leaves the end to others.
TEST_P(ServiceSchedules, ASweepThatNobodyEndedIsEndedByAnyReplica) {
  ordered(queue_, {"a"});
  queue_.complete(lease_of(claimed(queue_)), clean("a"));
  EXPECT_FALSE(store_->sweeps().front().finished);
  Replica replica(place_, [](const AuditTarget& target, const std::stop_token&) { return in_sync(target); });
  EXPECT_TRUE(comes_true([&] { return store_->sweeps().front().finished.has_value(); }));
}

TEST_P(ServiceSchedules, AnEngineSendsTheOutbox) {
  store_->enqueue({"nowhere", "m1", "test", "body"}, current_instant());
  Replica replica(
      place_, [](const AuditTarget& target, const std::stop_token&) { return in_sync(target); },
      quick_limits(),
      [](JobParts& parts) { parts.subscriptions = [] { return std::vector<Subscription>{}; }; });
  EXPECT_TRUE(comes_true([&] { return store_->deliveries().front().attempts == 1; }));
  EXPECT_TRUE(comes_true([&] { return replica.log().find("no webhook of this name") != std::string::npos; }));
}

}  // namespace
}  // namespace tenon
