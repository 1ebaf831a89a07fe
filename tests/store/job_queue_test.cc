// Laws of the queue of jobs, on every database that a store can be in.

#include "store/job_queue.h"

#include <gtest/gtest.h>

#include <thread>

#include "model/error.h"
#include "tests/store/queue.h"

namespace tenon {
namespace {

using namespace tenon::test;
using Names = std::vector<std::string>;

class StoreQueue : public testing::TestWithParam<Engine> {
 protected:
  StorePlace place_{GetParam()};
  std::unique_ptr<Store> store_ = place_.open();
  JobQueue queue_{*store_};
};

INSTANTIATE_TEST_SUITE_P(All, StoreQueue, testing::Values(Engine::kSqlite, Engine::kPostgresql), engine_name);

TEST_P(StoreQueue, ARunIsQueuedOnceWhoeverAsksForIt) {
  const std::vector<ScheduledRun> runs = {{"a", night(1)}, {"b", night(1)}, {"a", night(2)}};
  EXPECT_EQ(queue_.enqueue(runs), 3U);
  const auto other = place_.open();
  EXPECT_EQ(JobQueue(*other).enqueue(runs), 0U);
  EXPECT_EQ(queue_.jobs().size(), 3U);
  EXPECT_EQ(queue_.last_scheduled(), (std::map<std::string, Instant>{{"a", night(2)}, {"b", night(1)}}));
}

TEST_P(StoreQueue, RunsOfOneTimeShareASweepUntilItHasEnded) {
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

TEST_P(StoreQueue, OrdersMakeSweepsOfTheirOwn) {
  const PlacedOrder first = ordered(queue_, {"b", "a", "b"});
  const PlacedOrder second = ordered(queue_, {"a"});
  EXPECT_EQ(targets_of(first.jobs), (Names{"a", "b"}));
  EXPECT_NE(first.sweep, second.sweep);
  EXPECT_EQ(second.jobs.front().sweep, second.sweep);
  EXPECT_EQ(queue_.jobs_of_sweep(first.sweep), first.jobs);
  EXPECT_EQ(ordered(queue_, {}).jobs.size(), 0U);
}

TEST_P(StoreQueue, GivesOutWhatIsDueAndTheMostUrgentFirst) {
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

TEST_P(StoreQueue, AClaimedJobSaysWhoHasItAndUntilWhen) {
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

TEST_P(StoreQueue, OneTargetHasOneRunningJob) {
  queue_.enqueue({{"a", night(-300)}, {"a", night(-299)}, {"b", night(-300)}});
  const std::vector<StoredJob> first = queue_.claim(claim_of(10));
  EXPECT_EQ(targets_of(first), (Names{"a", "b"}));
  EXPECT_TRUE(queue_.claim(claim_of(10)).empty());
  queue_.complete(lease_of(first[0]), clean("a"));
  EXPECT_EQ(targets_of(queue_.claim(claim_of(10))), (Names{"a"}));
}

TEST_P(StoreQueue, AWorkerTakesWhatItKnowsHoweverMuchIsBeforeIt) {
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

TEST_P(StoreQueue, TwoWorkersNeverGetOneJob) {
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

TEST_P(StoreQueue, AResultIsRecordedWithItsJob) {
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

TEST_P(StoreQueue, AResultOfWhichTheStoreCouldNotTellIsKnownAgain) {
  ordered(queue_, {"a"});
  const StoredJob job = claimed(queue_);
  queue_.complete(lease_of(job), clean("a"));
  EXPECT_EQ(queue_.complete(lease_of(job), clean("a")).completion, Completion::kRecordedBefore);
  EXPECT_EQ(place_.query("SELECT count(*) FROM audit"), "1");
}

TEST_P(StoreQueue, AnErrorMakesAJobDeadAndSaysWhy) {
  ordered(queue_, {"a"});
  const StoredJob job = claimed(queue_);
  queue_.complete(lease_of(job), failed_with("rights", 1, "a"));
  const StoredJob after = *queue_.job(job.id);
  EXPECT_EQ(after.state, JobState::kDead);
  EXPECT_EQ(after.error->reason, "rights");
  EXPECT_EQ(store_->audit(*after.audit)->result.outcome, AuditOutcome::kError);
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(StoreQueue, AnAttemptThatFailedIsTriedAgainAfterItsPause) {
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

TEST_P(StoreQueue, AReturnedLeaseDoesNotCountAsAnAttempt) {
  ordered(queue_, {"a"});
  EXPECT_TRUE(queue_.return_lease(lease_of(claimed(queue_))));
  const StoredJob again = claimed(queue_);
  EXPECT_EQ(again.attempt, 1);
  EXPECT_GT(again.lease_token, 1);
}

/// Everything that takes a job away fences off whoever had it.
TEST_P(StoreQueue, WhoeverLostALeaseCanDoNothingWithTheJob) {
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

TEST_P(StoreQueue, AHeartbeatKeepsTheLeasesThatAreNotLost) {
  ordered(queue_, {"a", "b"});
  const std::vector<StoredJob> jobs = queue_.claim(claim_of(2, milliseconds(0)));
  queue_.cancel(jobs[1].id);
  EXPECT_EQ(queue_.heartbeat({lease_of(jobs[1]), lease_of(jobs[0])}, std::chrono::hours(1)),
            std::vector{lease_of(jobs[1])});
  EXPECT_TRUE(queue_.reap(4).queued.empty());
  EXPECT_EQ(queue_.job(jobs[0].id)->state, JobState::kRunning);
}

TEST_P(StoreQueue, AJobWhoseWorkerIsGoneIsTriedAgainAndAtLastDead) {
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

TEST_P(StoreQueue, TheResultOfAGoneWorkerKeepsWhatIsKnownOfTheTarget) {
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

TEST_P(StoreQueue, AJobThatRunsWithinItsLeaseIsNotReaped) {
  ordered(queue_, {"a"});
  const StoredJob job = claimed(queue_);
  const ReapedJobs reaped = queue_.reap(1);
  EXPECT_TRUE(reaped.queued.empty() && reaped.dead.empty());
  EXPECT_EQ(queue_.job(job.id)->state, JobState::kRunning);
}

TEST_P(StoreQueue, WhatIsOverCannotBeCancelled) {
  ordered(queue_, {"a", "b"});
  const std::vector<StoredJob> jobs = queue_.claim(claim_of(1));
  queue_.complete(lease_of(jobs[0]), clean("a"));
  EXPECT_EQ(queue_.cancel(jobs[0].id)->state, JobState::kDone);
  const std::int64_t waiting = queue_.jobs({.state = JobState::kQueued}).front().id;
  EXPECT_EQ(queue_.cancel(waiting)->state, JobState::kCancelled);
  EXPECT_EQ(queue_.cancel(waiting + 1000), std::nullopt);
  EXPECT_TRUE(queue_.claim(claim_of(10)).empty());
}

TEST_P(StoreQueue, AMissedRunIsRememberedOnce) {
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

TEST_P(StoreQueue, KnowsSinceWhenATargetHasItsSchedule) {
  const SeenTarget nightly{"a", "0 3 * * * UTC"};
  const Instant first = queue_.see({nightly, {"b", ""}}).at("a");
  EXPECT_NEAR(std::chrono::duration<double>(first - queue_.now()).count(), 0, 10);
  EXPECT_EQ(queue_.see({nightly}).at("a"), first);
  EXPECT_GT(queue_.see({{"a", "0 4 * * * UTC"}}).at("a"), first);
  EXPECT_EQ(queue_.see({nightly}).at("a"), first);  // another process has another configuration
}

TEST_P(StoreQueue, AJobWhoseTargetNobodyKnowsIsGivenUp) {
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

TEST_P(StoreQueue, ASweepEndsOnceWhenAllItsJobsAreOver) {
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

TEST_P(StoreQueue, ASweepOfAnotherCommandIsNotOurs) {
  store_->begin_sweep(sweep_at(1));
  EXPECT_TRUE(queue_.sweeps_to_finish().empty());
}

TEST_P(StoreQueue, ListsJobsByStateTargetAndCursor) {
  queue_.enqueue({{"a", night(-3)}, {"b", night(-3)}, {"a", night(-2)}});
  const std::vector<StoredJob> all = queue_.jobs();
  EXPECT_EQ(queue_.jobs({.before = all[0].id, .limit = 1}), std::vector{all[1]});
  EXPECT_EQ(queue_.jobs({.target = "a"}), (std::vector{all[0], all[2]}));
  queue_.cancel(all[2].id);
  EXPECT_EQ(targets_of(queue_.jobs({.state = JobState::kCancelled})), Names{"a"});
  EXPECT_EQ(queue_.jobs({.state = JobState::kQueued, .target = "a", .before = all[0].id}).size(), 0U);
}

TEST_P(StoreQueue, PruningKeepsTheLastRunOfEachSchedule) {
  queue_.enqueue({{"a", night(-3)}, {"a", night(-2)}, {"b", night(-3)}, {"c", night(-3)}});
  ordered(queue_, {"a"});
  queue_.see({{"a", ""}});
  for (const StoredJob& job : queue_.jobs())
    if (job.target != "c") queue_.cancel(job.id);
  place_.run("UPDATE job SET finished_at = '" + sortable(night(-100)) + "' WHERE finished_at IS NOT NULL");
  store_->prune(night(1));
  EXPECT_EQ(targets_of(queue_.jobs()), (Names{"c", "b", "a"}));
  EXPECT_EQ(queue_.last_scheduled().at("a"), night(-2));
}

TEST_P(StoreQueue, VerificationFindsJobsThatDoNotFitTheirResults) {
  ordered(queue_, {"a", "b", "c", "d"});
  for (int i = 0; i < 3; ++i) {
    const StoredJob job = claimed(queue_);
    queue_.complete(lease_of(job), job.target == "a" ? failed_with("lock", 1, "a") : clean(job.target));
  }
  ASSERT_EQ(faults_of(*store_), "");
  const std::pair<const char*, const char*> damages[] = {
      {"audit_id = NULL WHERE target = 'b'", "audit_id = 2 WHERE target = 'b'"},
      {"audit_id = 3 WHERE target = 'b'", "audit_id = 2 WHERE target = 'b'"},
      {"audit_id = 99 WHERE target = 'b'", "audit_id = 2 WHERE target = 'b'"},
      {"error_message = 'x' WHERE target = 'a'",
       "error_message = 'cannot reach postgresql://***@h/db' WHERE target = 'a'"},
      {"attempt = 7 WHERE target = 'd'", "attempt = 0 WHERE target = 'd'"},
      {"audit_id = 3 WHERE target = 'd'", "audit_id = NULL WHERE target = 'd'"},
  };
  for (const auto& [damage, repair] : damages) {
    place_.run(std::string("UPDATE job SET ") + damage);
    EXPECT_NE(faults_of(*store_), "") << damage;
    place_.run(std::string("UPDATE job SET ") + repair);
    ASSERT_EQ(faults_of(*store_), "") << repair;
  }
}

TEST_P(StoreQueue, RunsThatWereMissedAreNoFailures) {
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

TEST_P(StoreQueue, AnExportHoldsEveryTable) {
  ordered(queue_, {"a", "b"});
  queue_.see({{"a", ""}});
  queue_.complete(lease_of(claimed(queue_)), result_with({lost_cascade()}, 1, "a"));
  std::map<std::string, std::int64_t> rows;
  store_->export_lines([&](std::string_view line) {
    const std::string text(line);
    ++rows[text.substr(10, text.find('"', 10) - 10)];
  });
  const std::string tables = place_.query(
      GetParam() == Engine::kSqlite
          ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
          : "SELECT tablename FROM pg_tables WHERE schemaname = 'tenon' ORDER BY 1");
  std::istringstream names(tables);
  for (std::string table; names >> table;)
    EXPECT_EQ(place_.query("SELECT count(*) FROM " + table), std::to_string(rows[table])) << table;
}

/// A claim waits for nobody who writes results.
TEST(StoreQueuePostgresql, AClaimDoesNotWaitForWriters) {
  StorePlace place(Engine::kPostgresql);
  const auto store = place.open();
  JobQueue queue(*store);
  ordered(queue, {"a"});
  std::thread writer([&] {
    place.run(
        "BEGIN; SELECT pg_advisory_xact_lock(1952804463, hashtext('tenon')); SELECT pg_sleep(3); COMMIT");
  });
  std::this_thread::sleep_for(milliseconds(700));
  const auto begun = std::chrono::steady_clock::now();
  const StoredJob job = claimed(queue);
  EXPECT_TRUE(queue.heartbeat({lease_of(job)}, std::chrono::hours(1)).empty());
  EXPECT_TRUE(queue.return_lease(lease_of(job)));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::milliseconds(1500));
  writer.join();
}

}  // namespace
}  // namespace tenon
