// How jobs of the queue end, and their sweeps with them.

#include "store/job_queue.h"

#include <gtest/gtest.h>

#include "model/error.h"
#include "tests/store/queue.h"

namespace tenon {
namespace {

using namespace tenon::test;
using Names = std::vector<std::string>;

class StoreQueueEnds : public QueueOfAStore {};

INSTANTIATE_TEST_SUITE_P(All, StoreQueueEnds, testing::Values(Engine::kSqlite, Engine::kPostgresql),
                         engine_name);

TEST_P(StoreQueueEnds, AResultIsRecordedWithItsJob) {
  ordered(queue_, {"a"});
  const StoredJob job = claimed(queue_);
  const Audited audited = with_texts(result_with({lost_cascade()}, 1, "a"));
  const CompletedJob made = queue_.complete(lease_of(job), audited.result, audited.texts);
  EXPECT_EQ(made.completion, Completion::kRecorded);
  EXPECT_EQ(made.sweep, job.sweep);
  EXPECT_EQ(kinds_of(made.recorded.transitions), std::vector{Transition::kDriftOpened});
  const StoredJob after = *queue_.job(job.id);
  EXPECT_EQ(after.state, JobState::kDone);
  EXPECT_EQ(after.audit, made.recorded.audit);
  EXPECT_TRUE(after.finished);
  EXPECT_EQ(store_->results_of_sweep(job.sweep).size(), 1U);
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(StoreQueueEnds, AResultOfWhichTheStoreCouldNotTellIsKnownAgain) {
  ordered(queue_, {"a"});
  const StoredJob job = claimed(queue_);
  queue_.complete(lease_of(job), clean("a"));
  EXPECT_EQ(queue_.complete(lease_of(job), clean("a")).completion, Completion::kRecordedBefore);
  EXPECT_EQ(place_.query("SELECT count(*) FROM audit"), "1");
}

TEST_P(StoreQueueEnds, AnErrorMakesAJobDeadAndSaysWhy) {
  ordered(queue_, {"a"});
  const StoredJob job = claimed(queue_);
  queue_.complete(lease_of(job), failed_with("rights", 1, "a"));
  const StoredJob after = *queue_.job(job.id);
  EXPECT_EQ(after.state, JobState::kDead);
  EXPECT_EQ(after.error->reason, "rights");
  EXPECT_EQ(store_->audit(*after.audit)->result.outcome, AuditOutcome::kError);
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(StoreQueueEnds, WhatIsOverCannotBeCancelled) {
  ordered(queue_, {"a", "b"});
  const std::vector<StoredJob> jobs = queue_.claim(claim_of(1));
  queue_.complete(lease_of(jobs[0]), clean("a"));
  EXPECT_EQ(queue_.cancel(jobs[0].id)->state, JobState::kDone);
  const std::int64_t waiting = queue_.jobs({.state = JobState::kQueued}).front().id;
  EXPECT_EQ(queue_.cancel(waiting)->state, JobState::kCancelled);
  EXPECT_EQ(queue_.cancel(waiting + 1000), std::nullopt);
  EXPECT_TRUE(queue_.claim(claim_of(10)).empty());
}

TEST_P(StoreQueueEnds, ASweepEndsOnceWhenAllItsJobsAreOver) {
  const PlacedOrder order = ordered(queue_, {"a", "b"});
  EXPECT_FALSE(queue_.finish_sweep(order.sweep, quiet_end()));
  queue_.complete(lease_of(claimed(queue_)), result_with({lost_cascade()}, 1, "a"));
  EXPECT_TRUE(queue_.sweeps_to_finish().empty());
  EXPECT_FALSE(queue_.finish_sweep(order.sweep, quiet_end()));
  queue_.complete(lease_of(claimed(queue_)), result_with({lost_cascade()}, 1, "b"));
  EXPECT_EQ(queue_.sweeps_to_finish(), std::vector{order.sweep});
  SweepFacts seen;
  JobSweepEnd end = quiet_end();
  end.close = [&](const SweepFacts& facts, const SweepLook&) {
    seen = facts;
    return SweepClosing{2, "{}", {{"slack", "m1", "drift.opened", "body"}}};
  };
  EXPECT_TRUE(queue_.finish_sweep(order.sweep, end));
  EXPECT_FALSE(queue_.finish_sweep(order.sweep, end));
  EXPECT_TRUE(queue_.sweeps_to_finish().empty());
  ASSERT_EQ(seen.results.size(), 2U);
  ASSERT_EQ(seen.results[0].findings.size(), 1U);
  EXPECT_EQ(seen.results[0].findings.front().key, lost_cascade().key);
  EXPECT_TRUE(seen.is_first);
  EXPECT_EQ(summarized(seen).groups.front().targets, (Names{"a", "b"}));
  EXPECT_TRUE(summarized(seen).groups.front().is_new);
  EXPECT_EQ(store_->sweeps().front().exit_code, 2);
  EXPECT_EQ(store_->deliveries().size(), 1U);
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(StoreQueueEnds, ASweepOfAnotherCommandIsNotOurs) {
  store_->begin_sweep(sweep_at(1));
  EXPECT_TRUE(queue_.sweeps_to_finish().empty());
}

TEST_P(StoreQueueEnds, RunsThatWereMissedAreNoFailures) {
  for (int at = 1; at <= 3; ++at) queue_.record_missed({{"a", {}, "env:A", night(at)}});
  EXPECT_EQ(queue_.failures_of("a"), 0);
  for (int failures = 1; failures <= 2; ++failures) {
    ordered(queue_, {"a"});
    AuditResult failed = result_with({}, 4 + failures, "a");
    failed.outcome = AuditOutcome::kError;
    failed.error = AuditError{"connect", "nobody is there"};
    queue_.complete(lease_of(claimed(queue_)), failed);
    EXPECT_EQ(queue_.failures_of("a"), failures);
  }
  queue_.record_missed({{"a", {}, "env:A", night(9)}});
  EXPECT_EQ(queue_.failures_of("a"), 2);
  ordered(queue_, {"a"});
  queue_.complete(lease_of(claimed(queue_)), result_with({}, 10, "a"));
  EXPECT_EQ(queue_.failures_of("a"), 0);
}

}  // namespace
}  // namespace tenon
