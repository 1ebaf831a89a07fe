// Who has a job of the queue: leases are given out once, kept, given back, lost and taken away.

#include "store/job_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "model/error.h"
#include "tests/store/queue.h"

namespace tenon {
namespace {

using namespace tenon::test;
using Names = std::vector<std::string>;

class StoreQueueLeases : public QueueOfAStore {};

INSTANTIATE_TEST_SUITE_P(All, StoreQueueLeases, testing::Values(Engine::kSqlite, Engine::kPostgresql),
                         engine_name);

TEST_P(StoreQueueLeases, GivesOutWhatIsDueAndTheMostUrgentFirst) {
  const Instant now = queue_.now();
  queue_.enqueue({{"later", now + std::chrono::hours(1)},
                  {"second", now - std::chrono::hours(1)},
                  {"first", now - std::chrono::hours(2)},
                  {"jittered", now - std::chrono::hours(3), std::chrono::hours(4)}});
  ordered(queue_, {"urgent"});
  EXPECT_EQ(targets_of(queue_.claim(claim_of(10))), (Names{"urgent", "first", "second"}));
  EXPECT_TRUE(queue_.claim(claim_of(10)).empty());
  EXPECT_EQ(queue_.counts()[JobState::kRunning], 3);
  EXPECT_EQ(queue_.counts()[JobState::kQueued], 2);
}

TEST_P(StoreQueueLeases, AClaimedJobSaysWhoHasItAndUntilWhen) {
  ordered(queue_, {"a"});
  const StoredJob job = claimed(queue_, std::chrono::minutes(1));
  EXPECT_EQ(job.state, JobState::kRunning);
  EXPECT_EQ(job.attempt, 1);
  EXPECT_EQ(job.lease_token, 1);
  EXPECT_EQ(job.lease_owner, "tester");
  ASSERT_TRUE(job.lease_until);
  EXPECT_NEAR(std::chrono::duration<double>(*job.lease_until - queue_.now()).count(), 60, 10);
  EXPECT_EQ(queue_.job(job.id), job);
  EXPECT_EQ(queue_.job(job.id + 1), std::nullopt);
}

TEST_P(StoreQueueLeases, OneTargetHasOneRunningJob) {
  queue_.enqueue({{"a", night(-300)}, {"a", night(-299)}, {"b", night(-300)}});
  const std::vector<StoredJob> first = queue_.claim(claim_of(10));
  EXPECT_EQ(targets_of(first), (Names{"a", "b"}));
  EXPECT_TRUE(queue_.claim(claim_of(10)).empty());
  queue_.complete(lease_of(first[0]), clean("a"));
  EXPECT_EQ(targets_of(queue_.claim(claim_of(10))), (Names{"a"}));
}

TEST_P(StoreQueueLeases, AWorkerTakesWhatItKnowsHoweverMuchIsBeforeIt) {
  std::vector<ScheduledRun> runs;
  for (int i = 0; i < 450; ++i) runs.push_back({"other" + std::to_string(i), night(-300)});
  runs.push_back({"mine", night(-299)});
  queue_.enqueue(runs);
  ClaimRequest request = claim_of(5);
  std::size_t asked = 0;
  request.takes = [&](const std::string& target) { return ++asked, target == "mine"; };
  EXPECT_EQ(targets_of(queue_.claim(request)), Names{"mine"});
  EXPECT_EQ(asked, 451U);
}

TEST_P(StoreQueueLeases, TwoWorkersNeverGetOneJob) {
  constexpr std::size_t kJobs = 120;
  std::vector<ScheduledRun> runs;
  for (std::size_t i = 0; i < kJobs; ++i)
    runs.push_back({"t" + std::to_string(i % 60), night(-300 + int(i))});
  queue_.enqueue(runs);
  std::vector<std::vector<std::int64_t>> got(4);
  std::vector<std::thread> workers;
  for (std::vector<std::int64_t>& own : got)
    workers.emplace_back([&] {
      const auto store = place_.open();
      JobQueue queue(*store);
      for (int idle = 0; idle < 40;) {
        const std::vector<StoredJob> jobs = queue.claim(claim_of(3));
        idle = jobs.empty() ? idle + 1 : 0;
        if (jobs.empty()) std::this_thread::sleep_for(milliseconds(5));
        for (const StoredJob& job : jobs) {
          own.push_back(job.id);
          EXPECT_EQ(queue.complete(lease_of(job), clean(job.target)).completion, Completion::kRecorded);
        }
      }
    });
  for (std::thread& worker : workers) worker.join();
  std::set<std::int64_t> all;
  std::size_t count = 0;
  for (const auto& own : got) {
    all.insert(own.begin(), own.end());
    count += own.size();
  }
  EXPECT_EQ(all.size(), kJobs);
  EXPECT_EQ(count, kJobs);
  EXPECT_EQ(place_.query("SELECT count(*) FROM audit"), std::to_string(kJobs));
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(StoreQueueLeases, AnAttemptThatFailedIsTriedAgainAfterItsPause) {
  ordered(queue_, {"a"});
  const StoredJob job = claimed(queue_);
  EXPECT_TRUE(queue_.retry_later(lease_of(job), std::chrono::minutes(10), {"lock", "held"}));
  const StoredJob after = *queue_.job(job.id);
  EXPECT_EQ(after.state, JobState::kQueued);
  EXPECT_EQ(after.attempt, 1);
  EXPECT_EQ(after.error, (AuditError{"lock", "held"}));
  EXPECT_GT(after.run_at, queue_.now() + std::chrono::minutes(9));
  EXPECT_TRUE(queue_.claim(claim_of()).empty());
  place_.run("UPDATE job SET run_at = created_at");
  EXPECT_EQ(claimed(queue_).attempt, 2);
}

TEST_P(StoreQueueLeases, AReturnedLeaseDoesNotCountAsAnAttempt) {
  ordered(queue_, {"a"});
  EXPECT_TRUE(queue_.return_lease(lease_of(claimed(queue_))));
  const StoredJob again = claimed(queue_);
  EXPECT_EQ(again.attempt, 1);
  EXPECT_GT(again.lease_token, 1);
}

/// Everything that takes a job away fences off whoever had it.
TEST_P(StoreQueueLeases, WhoeverLostALeaseCanDoNothingWithTheJob) {
  const std::function<void(const StoredJob&)> takings[] = {
      [&](const StoredJob&) { queue_.reap(4); },
      [&](const StoredJob&) { queue_.reap(1); },
      [&](const StoredJob& job) { queue_.cancel(job.id); },
      [&](const StoredJob& job) { queue_.return_lease(lease_of(job)); },
      [&](const StoredJob& job) {
        queue_.retry_later(lease_of(job), milliseconds(0), {"lock", "held"});
      },
      [&](const StoredJob&) {
        queue_.reap(4);
        claimed(queue_);
      },
  };
  int at = 0;
  for (const auto& taken : takings) {
    const std::string target = "t" + std::to_string(++at);
    ordered(queue_, {target});
    const StoredJob job = claimed(queue_, milliseconds(0));
    taken(job);
    const StoredJob before = *queue_.job(job.id);
    const JobLease lost = lease_of(job);
    EXPECT_EQ(queue_.complete(lost, clean(target)).completion, Completion::kLost) << at;
    EXPECT_FALSE(queue_.retry_later(lost, milliseconds(0), {"lock", "held"})) << at;
    EXPECT_FALSE(queue_.return_lease(lost)) << at;
    EXPECT_EQ(queue_.heartbeat({lost}, std::chrono::hours(1)), std::vector{lost}) << at;
    EXPECT_EQ(queue_.job(job.id), before) << at;
    queue_.cancel(job.id);
  }
  EXPECT_EQ(place_.query("SELECT count(*) FROM audit WHERE outcome = 'in_sync'"), "0");
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(StoreQueueLeases, AHeartbeatKeepsTheLeasesThatAreNotLost) {
  ordered(queue_, {"a", "b"});
  const std::vector<StoredJob> jobs = queue_.claim(claim_of(2, milliseconds(0)));
  queue_.cancel(jobs[1].id);
  EXPECT_EQ(queue_.heartbeat({lease_of(jobs[1]), lease_of(jobs[0])}, std::chrono::hours(1)),
            std::vector{lease_of(jobs[1])});
  EXPECT_TRUE(queue_.reap(4).queued.empty());
  EXPECT_EQ(queue_.job(jobs[0].id)->state, JobState::kRunning);
}

TEST_P(StoreQueueLeases, AJobWhoseWorkerIsGoneIsTriedAgainAndAtLastDead) {
  queue_.enqueue({{"a", night(-300)}});
  for (int attempt = 1; attempt <= 4; ++attempt) {
    const StoredJob job = claimed(queue_, milliseconds(0));
    EXPECT_EQ(job.attempt, attempt);
    const ReapedJobs reaped = queue_.reap(4);
    EXPECT_EQ(reaped.queued.size(), attempt < 4 ? 1U : 0U);
    EXPECT_EQ(reaped.dead.size(), attempt < 4 ? 0U : 1U);
  }
  const StoredJob dead = queue_.jobs().front();
  EXPECT_EQ(dead.state, JobState::kDead);
  EXPECT_EQ(dead.error->reason, "gone");
  EXPECT_NE(dead.error->message.find("4 times, the last time tester"), std::string::npos)
      << dead.error->message;
  const AuditResult result = store_->audit(*dead.audit)->result;
  EXPECT_EQ(result.outcome, AuditOutcome::kError);
  EXPECT_EQ(result.attempts, 4);
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(StoreQueueLeases, TheResultOfAGoneWorkerKeepsWhatIsKnownOfTheTarget) {
  AuditResult known = clean("a");
  known.labels = {{"env", "prod"}};
  known.url_ref = "env:A_URL";
  ordered(queue_, {"a"});
  queue_.complete(lease_of(claimed(queue_)), known);
  ordered(queue_, {"a"});
  claimed(queue_, milliseconds(0));
  queue_.reap(1);
  const AuditResult result = store_->latest().front().result;
  EXPECT_EQ(result.outcome, AuditOutcome::kError);
  EXPECT_EQ(result.labels, known.labels);
  EXPECT_EQ(result.url_ref, known.url_ref);
}

TEST_P(StoreQueueLeases, AJobThatRunsWithinItsLeaseIsNotReaped) {
  ordered(queue_, {"a"});
  const StoredJob job = claimed(queue_);
  const ReapedJobs reaped = queue_.reap(1);
  EXPECT_TRUE(reaped.queued.empty() && reaped.dead.empty());
  EXPECT_EQ(queue_.job(job.id)->state, JobState::kRunning);
}

/// A claim waits for nobody who writes results.
TEST(StoreQueuePostgresql, AClaimDoesNotWaitForWriters) {
  StorePlace place(Engine::kPostgresql);
  const auto store = place.open();
  JobQueue queue(*store);
  ordered(queue, {"a"});
  std::atomic<bool> has_written = false;
  std::thread writer([&] {
    place.run(
        "BEGIN; SELECT pg_advisory_xact_lock(1952804463, hashtext('tenon')); SELECT pg_sleep(6); COMMIT");
    has_written = true;
  });
  std::this_thread::sleep_for(milliseconds(700));
  const StoredJob job = claimed(queue);
  EXPECT_TRUE(queue.heartbeat({lease_of(job)}, std::chrono::hours(1)).empty());
  EXPECT_TRUE(queue.return_lease(lease_of(job)));
  EXPECT_FALSE(has_written);
  writer.join();
}

}  // namespace
}  // namespace tenon
