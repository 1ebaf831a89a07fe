// Tests what a replica does with jobs, over made-up audits and every kind of store.

#include "service/jobs/workers.h"

#include <gtest/gtest.h>

#include "tests/live/private_server.h"
#include "tests/service/engine.h"

namespace tenon {
namespace {

using namespace tenon::test;

class ServiceWorkers : public ServiceJobs {};

INSTANTIATE_TEST_SUITE_P(All, ServiceWorkers, testing::Values(Engine::kSqlite, Engine::kPostgresql),
                         engine_name);

std::vector<std::string> numbered(int count) {
  std::vector<std::string> all;
  for (int i = 0; i < count; ++i) all.push_back("t" + std::to_string(i));
  return all;
}

OneAudit at_once(const AuditTarget& target, const std::stop_token&) { return in_sync(target); }

TEST_P(ServiceWorkers, AuditEveryJobOnceAndEndItsSweep) {
  Replica first(place_, at_once);
  Replica second(place_, at_once);
  const PlacedOrder order = ordered(queue_, numbered(30));
  first.engine().wake();
  ASSERT_TRUE(comes_true([&] { return store_->sweeps().front().finished.has_value(); }));
  EXPECT_EQ(store_->results_of_sweep(order.sweep).size(), 30U);
  EXPECT_EQ(store_->sweeps().front().exit_code, 0);
  EXPECT_NE(store_->sweeps().front().summary.find("30 targets"), std::string::npos)
      << store_->sweeps().front().summary;
  EXPECT_TRUE(comes_true([&] { return first.state().done + second.state().done == 30U; }));
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(ServiceWorkers, KeepTheirLimitsOfAllAndOfAServer) {
  std::mutex mutex;
  std::map<std::string, int> inside;
  std::map<std::string, int> most;
  JobLimits limits = quick_limits();
  limits.workers = 5;
  limits.per_server = 2;
  const auto server = [](const std::string& name) { return name[0] == 'a' ? "one" : "other"; };
  Replica replica(
      place_,
      [&](const AuditTarget& target, const std::stop_token&) {
        const auto change = [&](int by) {
          const std::lock_guard lock(mutex);
          for (const std::string& place : {std::string(server(target.name)), std::string("all")})
            most[place] = std::max(most[place], inside[place] += by);
        };
        change(1);
        std::this_thread::sleep_for(milliseconds(30));
        change(-1);
        return in_sync(target);
      },
      limits,
      [&](JobParts& parts) {
        parts.target = [&](const std::string& name) { return std::optional(target_on(name, server(name))); };
      });
  ordered(queue_, {"a1", "a2", "a3", "a4", "a5", "a6", "b1", "b2", "b3", "b4"});
  ASSERT_TRUE(comes_true([&] { return all_over(); }));
  EXPECT_EQ(most, (std::map<std::string, int>{{"one", 2}, {"other", 2}, {"all", 4}}));
}

void with_command(JobParts& parts, const std::string& slow) {
  parts.target = [slow](const std::string& name) {
    const bool is_slow = name == slow;
    return std::optional(
        target_of_command(name, is_slow ? std::vector<std::string>{"sleep", "60"}
                                        : std::vector<std::string>{"printf", "postgresql://one/x"}));
  };
}

TEST_P(ServiceWorkers, FetchASecretInItsOwnAttemptSoThatASlowOneDelaysNobody) {
  std::atomic<bool> is_slow_audited = false;
  std::optional<Replica> replica(
      std::in_place, place_,
      [&](const AuditTarget& target, const std::stop_token&) {
        is_slow_audited = is_slow_audited || target.name == "slow";
        return in_sync(target);
      },
      quick_limits(), [](JobParts& parts) { with_command(parts, "slow"); });
  ordered(queue_, {"a", "b", "slow"});
  ASSERT_TRUE(comes_true([&] { return queue_.counts().at(JobState::kDone) == 2; }));
  EXPECT_TRUE(comes_true([&] { return replica->state().running == 1U; }));
  const auto begun = std::chrono::steady_clock::now();
  replica->engine().drain(milliseconds(0));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(20));
  EXPECT_EQ(queue_.jobs({.target = "slow"}).front().state, JobState::kQueued) << "given back";
  EXPECT_EQ(replica->state().left_behind, 0U) << "the program was killed";
  EXPECT_FALSE(is_slow_audited);
}

TEST_P(ServiceWorkers, GiveASecretTheTimeOfItsAttempt) {
  JobLimits limits = quick_limits();
  limits.attempt_time = milliseconds(50);
  limits.attempts = 1;
  Replica replica(place_, at_once, limits, [](JobParts& parts) { with_command(parts, "slow"); });
  ordered(queue_, {"slow"});
  ASSERT_TRUE(comes_true([&] { return all_over(); }));
  EXPECT_EQ(only_job().error->reason, "timeout");
}

/// Which server a target is of is found out when its URL is fetched.
TEST_P(ServiceWorkers, KeepTheLimitOfAServerThatIsNotKnownBefore) {
  std::atomic<int> inside = 0;
  std::atomic<int> most = 0;
  JobLimits limits = quick_limits();
  limits.per_server = 2;
  Replica replica(
      place_,
      [&](const AuditTarget& target, const std::stop_token&) {
        const int now = ++inside;
        if (now > most) most = now;
        std::this_thread::sleep_for(milliseconds(60));
        --inside;
        return in_sync(target);
      },
      limits, [](JobParts& parts) { with_command(parts, "none"); });
  for (int round = 0; round < 2; ++round) {  // then they are known
    ordered(queue_, numbered(8));
    ASSERT_TRUE(comes_true([&] { return all_over(); }));
  }
  EXPECT_EQ(most, 2);
}

TEST_P(ServiceWorkers, TryAgainWhatMayHealAndNothingElse) {
  std::mutex mutex;
  std::map<std::string, int> attempts;
  Replica replica(place_, [&](const AuditTarget& target, const std::stop_token&) {
    const std::lock_guard lock(mutex);
    const int attempt = ++attempts[target.name];
    if (target.name == "heals" && attempt == 3) return in_sync(target);
    return failing(target, target.name == "never" ? Healing::kNever : Healing::kMaybe);
  });
  ordered(queue_, {"heals", "never", "always"});
  ASSERT_TRUE(comes_true([&] { return all_over(); }));
  EXPECT_EQ(attempts, (std::map<std::string, int>{{"always", 4}, {"heals", 3}, {"never", 1}}));
  for (const StoredJob& job : queue_.jobs())
    EXPECT_EQ(job.state, job.target == "heals" ? JobState::kDone : JobState::kDead) << job.target;
  EXPECT_EQ(store_->audit(*queue_.jobs({.target = "always"}).front().audit)->result.attempts, 4);
  EXPECT_EQ(store_->audit(*queue_.jobs({.target = "heals"}).front().audit)->result.attempts, 3);
  EXPECT_EQ(place_.query("SELECT count(*) FROM audit"), "3");
  EXPECT_EQ(replica.state().retried, 5U);
}

TEST_P(ServiceWorkers, TryATargetOnceThatFailsInARow) {
  JobLimits limits = quick_limits();
  limits.failures_to_probe = 2;
  Replica replica(
      place_,
      [](const AuditTarget& target, const std::stop_token&) { return failing(target, Healing::kMaybe); },
      limits);
  for (const std::int64_t attempts : {4, 4, 1}) {
    ordered(queue_, {"a"});
    ASSERT_TRUE(comes_true([&] { return all_over(); }));
    EXPECT_EQ(only_job().attempt, attempts);
  }
  EXPECT_NE(only_job().error->message.find("has failed 2 times in a row"), std::string::npos)
      << only_job().error->message;
}

TEST_P(ServiceWorkers, StopWhatTakesTooLongAndTryItAgain) {
  JobLimits limits = quick_limits();
  limits.attempt_time = milliseconds(20);
  std::atomic<int> attempts = 0;
  Replica replica(
      place_,
      [&](const AuditTarget& target, const std::stop_token& stop) {
        ++attempts;
        wait_for_stop(stop);
        return failing(target, Healing::kNever, "gone");
      },
      limits);
  ordered(queue_, {"slow"});
  ASSERT_TRUE(comes_true([&] { return all_over(); }));
  EXPECT_EQ(attempts, 4);
  EXPECT_EQ(only_job().error->reason, "timeout");
}

TEST_P(ServiceWorkers, LeaveBehindWhatDoesNotStopAndGoOn) {
  JobLimits limits = quick_limits();
  limits.workers = 1;
  limits.attempt_time = milliseconds(20);
  const auto released = std::make_shared<std::atomic<bool>>(false);
  Replica replica(
      place_,
      [released](const AuditTarget& target, const std::stop_token&) {
        while (target.name == "a" && !*released) std::this_thread::sleep_for(milliseconds(5));
        return in_sync(target);
      },
      limits);
  ordered(queue_, {"a", "b"});
  ASSERT_TRUE(comes_true([&] { return all_over(); }));
  *released = true;
  EXPECT_EQ(queue_.jobs({.target = "a"}).front().error->reason, "timeout");
  EXPECT_EQ(queue_.jobs({.target = "b"}).front().state, JobState::kDone);
  EXPECT_TRUE(comes_true([&] { return replica.state().left_behind == 1U; }));
  EXPECT_EQ(replica.state().retried, 0U);
}

TEST_P(ServiceWorkers, StopAndDropWhatSomebodyCancelled) {
  std::atomic<bool> has_begun = false;
  std::atomic<bool> has_stopped = false;
  Replica replica(place_, [&](const AuditTarget& target, const std::stop_token& stop) {
    has_begun = true;
    wait_for_stop(stop);
    has_stopped = true;
    return in_sync(target);
  });
  const std::int64_t job = ordered(queue_, {"a"}).jobs.front().id;
  ASSERT_TRUE(comes_true([&] { return has_begun.load(); }));
  queue_.cancel(job);
  replica.engine().wake();
  ASSERT_TRUE(comes_true([&] { return has_stopped && replica.state().leases_lost == 1; }));
  EXPECT_EQ(state_of(job), JobState::kCancelled);
  EXPECT_EQ(place_.query("SELECT count(*) FROM audit"), "0");
  EXPECT_TRUE(comes_true([&] { return store_->sweeps().front().finished.has_value(); }));
}

TEST_P(ServiceWorkers, KeepTheirLeasesAsLongAsAnAuditTakes) {
  Replica replica(place_, [&](const AuditTarget& target, const std::stop_token&) {
    std::this_thread::sleep_for(milliseconds(4000));  // more than two leases
    return in_sync(target);
  });
  ordered(queue_, {"a"});
  ASSERT_TRUE(comes_true([&] { return all_over(); }));
  EXPECT_EQ(only_job().attempt, 1);
  EXPECT_EQ(only_job().state, JobState::kDone);
  EXPECT_EQ(replica.state().reaped, 0U);
}

TEST_P(ServiceWorkers, LeaveJobsToReplicasThatKnowTheirTargets) {
  const auto knows = [](const std::string& known) {
    return [known](JobParts& parts) {
      parts.target = [known](const std::string& name) {
        return name == known ? std::optional(target_on(name)) : std::nullopt;
      };
    };
  };
  Replica one(place_, at_once, quick_limits(), knows("a"));
  ordered(queue_, {"a", "b"});
  ASSERT_TRUE(comes_true([&] { return queue_.counts().at(JobState::kDone) == 1; }));
  std::this_thread::sleep_for(milliseconds(200));
  EXPECT_EQ(queue_.jobs({.state = JobState::kQueued}).front().attempt, 0);
  Replica other(place_, at_once, quick_limits(), knows("b"));
  EXPECT_TRUE(comes_true([&] { return all_over(); }));
  EXPECT_EQ(one.state().done, 1U);
  EXPECT_TRUE(comes_true([&] { return other.state().done == 1; })) << "it is counted after it is written";
}

TEST_P(ServiceWorkers, FinishWhatEndsInTimeAndGiveTheRestBack) {
  std::atomic<int> begun = 0;
  std::atomic<bool> may_end = false;
  Replica replica(place_, [&](const AuditTarget& target, const std::stop_token& stop) {
    ++begun;
    if (target.name == "endless") {
      wait_for_stop(stop);
      return failing(target, Healing::kMaybe, "gone");
    }
    while (!may_end) std::this_thread::sleep_for(milliseconds(5));
    return in_sync(target);
  });
  ordered(queue_, {"endless", "short"});
  ASSERT_TRUE(comes_true([&] { return begun == 2; }));
  std::thread ending([&] {
    while (!replica.state().is_draining) std::this_thread::sleep_for(milliseconds(5));
    ordered(queue_, {"late"});
    may_end = true;
  });
  replica.engine().drain(milliseconds(600));
  ending.join();
  EXPECT_EQ(queue_.jobs({.target = "short"}).front().state, JobState::kDone);
  const StoredJob back = queue_.jobs({.target = "endless"}).front();
  EXPECT_EQ(back.state, JobState::kQueued);
  EXPECT_EQ(back.attempt, 0);
  EXPECT_EQ(queue_.jobs({.target = "late"}).front().attempt, 0);
  EXPECT_EQ(replica.state().returned, 1U);
  EXPECT_EQ(replica.state().running, 0U);
}

TEST_P(ServiceWorkers, HaveNoPatienceAfterASecondWord) {
  std::atomic<bool> has_begun = false;
  Replica replica(place_, [&](const AuditTarget& target, const std::stop_token& stop) {
    has_begun = true;
    wait_for_stop(stop);
    return failing(target, Healing::kMaybe, "gone");
  });
  ordered(queue_, {"endless"});
  ASSERT_TRUE(comes_true([&] { return has_begun.load(); }));
  std::thread second([&] {
    while (!replica.state().is_draining) std::this_thread::sleep_for(milliseconds(5));
    replica.engine().abandon();
  });
  const auto from = std::chrono::steady_clock::now();
  replica.engine().drain(std::chrono::hours(1));
  second.join();
  EXPECT_LT(std::chrono::steady_clock::now() - from, std::chrono::seconds(20));
  EXPECT_EQ(only_job().state, JobState::kQueued);
}

TEST_P(ServiceWorkers, RecordThatAResultCouldNotBeRecorded) {
  Replica replica(place_, [](const AuditTarget& target, const std::stop_token&) {
    OneAudit audit = in_sync(target);
    audit.texts.snapshot = "not what the digest says";
    return audit;
  });
  ordered(queue_, {"a"});
  ASSERT_TRUE(comes_true([&] { return all_over(); }));
  EXPECT_EQ(only_job().state, JobState::kDead);
  EXPECT_EQ(only_job().error->reason, "internal");
  EXPECT_NE(only_job().error->message.find("could not be recorded: the snapshot of a"), std::string::npos)
      << only_job().error->message;
}

TEST_P(ServiceWorkers, TurnAnExceptionIntoAResult) {
  Replica replica(place_, [](const AuditTarget&, const std::stop_token&) -> OneAudit {
    throw std::runtime_error("boom");
  });
  ordered(queue_, {"a"});
  ASSERT_TRUE(comes_true([&] { return all_over(); }));
  EXPECT_EQ(only_job().error, (AuditError{"internal", "internal error: boom"}));
}

/// The store is stopped while audits run, and starts again after they have ended.
TEST(ServiceWorkersOfALostStore, KeepResultsUntilItIsBack) {
  PrivateServer server("");
  const auto open = [&] { return open_store(server.url(), StoreUse::kCreate); };
  std::atomic<int> begun = 0;
  std::atomic<bool> may_end = false;
  JobLimits limits = quick_limits();
  limits.lease = std::chrono::minutes(1);
  Replica replica(
      open,
      [&](const AuditTarget& target, const std::stop_token&) {
        ++begun;
        while (!may_end) std::this_thread::sleep_for(milliseconds(5));
        return in_sync(target);
      },
      limits);
  {
    const auto store = open();
    JobQueue queue(*store);
    ordered(queue, {"a", "b"});
  }
  ASSERT_TRUE(comes_true([&] { return begun == 2; }));
  server.stop();
  may_end = true;
  ASSERT_TRUE(comes_true([&] { return replica.state().waiting == 2 && !replica.state().is_store_ok; }));
  EXPECT_NE(replica.state().store_fault, "");
  server.restart();
  const auto store = open();
  JobQueue queue(*store);
  ASSERT_TRUE(comes_true([&] { return queue.counts().at(JobState::kDone) == 2; }));
  EXPECT_EQ(begun, 2);
  EXPECT_TRUE(comes_true([&] { return replica.state().is_store_ok && replica.state().waiting == 0; }));
  EXPECT_NE(replica.log().find("answers again"), std::string::npos) << replica.log();
  EXPECT_EQ(store->latest().size(), 2U);
  EXPECT_EQ(faults_of(*store), "");
}

}  // namespace
}  // namespace tenon
