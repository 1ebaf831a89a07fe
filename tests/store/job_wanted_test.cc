// What is put into the queue of jobs: by schedules and orders, once; what was missed; what nobody knows.

#include "store/job_queue.h"

#include <gtest/gtest.h>

#include "tests/store/queue.h"

namespace tenon {
namespace {

using namespace tenon::test;
using Names = std::vector<std::string>;

class StoreQueueWanted : public QueueOfAStore {};

INSTANTIATE_TEST_SUITE_P(All, StoreQueueWanted, testing::Values(Engine::kSqlite, Engine::kPostgresql),
                         engine_name);

TEST_P(StoreQueueWanted, ARunIsQueuedOnceWhoeverAsksForIt) {
  const std::vector<ScheduledRun> runs = {{"a", night(1)}, {"b", night(1)}, {"a", night(2)}};
  EXPECT_EQ(queue_.enqueue(runs), 3U);
  const auto other = place_.open();
  EXPECT_EQ(JobQueue(*other).enqueue(runs), 0U);
  EXPECT_EQ(queue_.jobs().size(), 3U);
  EXPECT_EQ(queue_.last_scheduled(), (std::map<std::string, Instant>{{"a", night(2)}, {"b", night(1)}}));
}

TEST_P(StoreQueueWanted, RunsOfOneTimeShareASweepUntilItHasEnded) {
  queue_.enqueue({{"a", night(1)}, {"b", night(1)}, {"a", night(2)}});
  queue_.enqueue({{"c", night(1)}});
  const std::vector<StoredJob> jobs = queue_.jobs();  // c, a of night 2, b, a
  ASSERT_EQ(jobs.size(), 4U);
  EXPECT_EQ(jobs[0].sweep, jobs[2].sweep);
  EXPECT_EQ(jobs[2].sweep, jobs[3].sweep);
  EXPECT_NE(jobs[1].sweep, jobs[2].sweep);
  EXPECT_EQ(store_->sweeps().back().start.targets, 3);
  EXPECT_EQ(store_->sweeps().back().start.trigger, "schedule");
  for (const StoredJob& job : jobs) queue_.cancel(job.id);
  EXPECT_TRUE(queue_.finish_sweep(jobs[0].sweep, quiet_end()));
  queue_.enqueue({{"late", night(1)}});
  EXPECT_NE(queue_.jobs().front().sweep, jobs[0].sweep);
}

TEST_P(StoreQueueWanted, OrdersMakeSweepsOfTheirOwn) {
  const PlacedOrder first = ordered(queue_, {"b", "a", "b"});
  const PlacedOrder second = ordered(queue_, {"a"});
  EXPECT_EQ(targets_of(first.jobs), (Names{"a", "b"}));
  EXPECT_NE(first.sweep, second.sweep);
  EXPECT_EQ(second.jobs.front().sweep, second.sweep);
  EXPECT_EQ(queue_.jobs_of_sweep(first.sweep), first.jobs);
  EXPECT_EQ(ordered(queue_, {}).jobs.size(), 0U);
}

TEST_P(StoreQueueWanted, AMissedRunIsRememberedOnce) {
  const std::vector<MissedRun> runs = {{"a", {{"env", "prod"}}, "env:A_URL", night(1)},
                                       {"b", {}, "", night(1)},
                                       {"a", {{"env", "prod"}}, "env:A_URL", night(2)}};
  EXPECT_EQ(queue_.record_missed(runs), 3U);
  EXPECT_EQ(queue_.record_missed(runs), 0U);
  EXPECT_EQ(queue_.enqueue({{"a", night(1)}}), 0U);
  const std::vector<StoredAudit> history = store_->history("a");
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history[0].result.outcome, AuditOutcome::kMissed);
  EXPECT_EQ(history[0].result.started, night(2));
  EXPECT_EQ(history[0].result.labels, runs[0].labels);
  const StoredJob job = queue_.jobs().back();
  EXPECT_EQ(job.state, JobState::kDead);
  EXPECT_EQ(job.error->reason, "missed");
  EXPECT_EQ(job.audit, history[1].id);
  EXPECT_EQ(queue_.last_scheduled().at("a"), night(2));
  for (const std::int64_t sweep : queue_.sweeps_to_finish()) queue_.finish_sweep(sweep, quiet_end());
  EXPECT_EQ(store_->sweeps().size(), 2U);
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(StoreQueueWanted, KnowsSinceWhenATargetHasItsSchedule) {
  const SeenTarget nightly{"a", "0 3 * * * UTC"};
  const Instant first = queue_.see({nightly, {"b", ""}}).at("a");
  EXPECT_NEAR(std::chrono::duration<double>(first - queue_.now()).count(), 0, 10);
  EXPECT_EQ(queue_.see({nightly}).at("a"), first);
  while (queue_.now() <= first) continue;  // SQLite's clock shows milliseconds
  EXPECT_GT(queue_.see({{"a", "0 4 * * * UTC"}}).at("a"), first);
  EXPECT_EQ(queue_.see({nightly}).at("a"), first);  // another process has another configuration
}

TEST_P(StoreQueueWanted, AJobWhoseTargetNobodyKnowsIsGivenUp) {
  ordered(queue_, {"gone", "known", "young"});
  queue_.see({{"known", ""}});
  const Instant old = queue_.now() - std::chrono::hours(30);
  place_.run("UPDATE job SET created_at = '" + sortable(old) + "' WHERE target <> 'young'");
  EXPECT_EQ(queue_.give_up_unknown(std::chrono::hours(24)).size(), 1U);
  const StoredJob job = queue_.jobs({.state = JobState::kDead}).front();
  EXPECT_EQ(job.target, "gone");
  EXPECT_NE(job.error->message.find("for 24 hours"), std::string::npos) << job.error->message;
  EXPECT_EQ(job.audit, std::nullopt);
  place_.run("UPDATE target_schedule SET seen_at = '" + sortable(old) + "'");
  EXPECT_EQ(queue_.give_up_unknown(std::chrono::hours(24)).size(), 1U);
  EXPECT_EQ(faults_of(*store_), "");
}

}  // namespace
}  // namespace tenon
