// Tests how the jobs of a fleet are run: the limits, the second attempts, and the ends from outside.

#include "app/audit/fleet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace tenon {
namespace {

using std::chrono::milliseconds;

/// What a run came to, by job.
struct RanJobs {
  std::map<std::size_t, JobReport> reports;
  std::size_t left_behind = 0;
};

/// Limits that make no test wait.
FleetLimits quick() {
  return {.attempt_time = std::chrono::hours(1), .first_pause = milliseconds(1), .grace = milliseconds(20)};
}

RanJobs ran(const std::vector<FleetJob>& jobs, const FleetLimits& limits,
            decltype(FleetCalls::attempt) attempt, std::stop_token stop = {}) {
  RanJobs made;
  FleetCalls calls;
  calls.attempt = std::move(attempt);
  calls.finished = [&](std::size_t job, const JobReport& report) { made.reports[job] = report; };
  made.left_behind = run_fleet(jobs, limits, std::move(calls), stop);
  return made;
}

/// Counts how many are inside at once, and lets nobody out before `wanted` are, or before everybody has been
/// in.
class Crowd {
 public:
  Crowd(std::size_t wanted, std::size_t all) : wanted_(wanted), all_(all) {}

  void pass() {
    std::unique_lock lock(mutex_);
    most_ = std::max(most_, ++inside_);
    ++passed_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return most_ >= wanted_ || passed_ == all_; });
    --inside_;
  }
  std::size_t most() const { return most_; }

 private:
  std::size_t wanted_;
  std::size_t all_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t inside_ = 0;
  std::size_t passed_ = 0;
  std::size_t most_ = 0;
};

/// Blocks until its token is stopped.
void wait_for(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  stopped.wait(lock, stop, [] { return false; });
}

TEST(Fleet, RunsEveryJobOnce) {
  std::vector<std::atomic<int>> runs(200);
  const RanJobs made =
      ran(std::vector<FleetJob>(200), quick(), [&](std::size_t job, std::size_t, std::stop_token) {
        ++runs[job];
        return AttemptEnd::kDone;
      });
  EXPECT_EQ(made.reports.size(), 200U);
  EXPECT_TRUE(std::ranges::all_of(runs, [](const auto& count) { return count == 1; }));
  EXPECT_TRUE(std::ranges::all_of(made.reports, [](const auto& one) {
    return one.second.end == JobEnd::kDone && one.second.attempts == 1;
  }));
}

TEST(Fleet, RunsAsManyAtOnceAsItMayAndNoMore) {
  Crowd crowd(5, 40);
  FleetLimits limits = quick();
  limits.workers = 5;
  ran(std::vector<FleetJob>(40), limits, [&](std::size_t, std::size_t, std::stop_token) {
    crowd.pass();
    return AttemptEnd::kDone;
  });
  EXPECT_EQ(crowd.most(), 5U);
}

TEST(Fleet, BoundsWhatOneServerIsAskedAtOnceAndGoesOnWithOthers) {
  Crowd one(2, 20);
  Crowd other(2, 20);
  std::vector<FleetJob> jobs;
  for (int i = 0; i < 20; ++i) jobs.push_back({"one"});
  for (int i = 0; i < 20; ++i) jobs.push_back({"other"});
  FleetLimits limits = quick();
  limits.per_server = 2;
  ran(jobs, limits, [&](std::size_t job, std::size_t, std::stop_token) {
    (job < 20 ? one : other).pass();
    return AttemptEnd::kDone;
  });
  EXPECT_EQ(one.most(), 2U);
  EXPECT_EQ(other.most(), 2U);
}

TEST(Fleet, TriesAgainWhatMayHealAndNothingElse) {
  const RanJobs made =
      ran(std::vector<FleetJob>(3), quick(), [](std::size_t job, std::size_t attempt, std::stop_token) {
        const bool heals = job == 1 && attempt == 2;
        return job == 0 || heals ? AttemptEnd::kDone : AttemptEnd::kMayHeal;
      });
  EXPECT_EQ(made.reports.at(0).attempts, 1U);
  EXPECT_EQ(made.reports.at(1).attempts, 2U);
  EXPECT_EQ(made.reports.at(2).attempts, 3U);
  EXPECT_EQ(made.reports.at(2).end, JobEnd::kDone);
}

TEST(Fleet, TellsAnAttemptBeyondItsTimeToStop) {
  std::vector<FleetJob> jobs(3);
  jobs[1].time_limit = milliseconds(5);
  const RanJobs made = ran(jobs, quick(), [](std::size_t job, std::size_t, const std::stop_token& stop) {
    if (job == 1) wait_for(stop);
    return job == 1 ? AttemptEnd::kMayHeal : AttemptEnd::kDone;
  });
  EXPECT_EQ(made.reports.at(0).end, JobEnd::kDone);
  EXPECT_EQ(made.reports.at(1).end, JobEnd::kTimeout);
  EXPECT_EQ(made.reports.at(1).attempts, 1U) << "what took too long is not tried again";
  EXPECT_EQ(made.reports.at(2).end, JobEnd::kDone);
}

TEST(Fleet, KeepsWhatEndedAlthoughItWasToldToStop) {
  std::vector<FleetJob> jobs(1);
  jobs[0].time_limit = milliseconds(5);
  FleetLimits limits = quick();
  limits.grace = std::chrono::hours(1);
  const RanJobs made = ran(jobs, limits, [](std::size_t, std::size_t, const std::stop_token& stop) {
    wait_for(stop);
    return AttemptEnd::kDone;
  });
  EXPECT_EQ(made.reports.at(0).end, JobEnd::kDone);
}

TEST(Fleet, LeavesBehindWhatDoesNotStop) {
  struct Gate {
    std::mutex mutex;
    std::condition_variable opened;
    bool is_open = false;
    std::atomic<bool> is_through = false;
  };
  const auto gate = std::make_shared<Gate>();
  std::vector<FleetJob> jobs(2);
  jobs[0].time_limit = milliseconds(5);
  FleetLimits limits = quick();
  limits.workers = 1;  // the place of what is left behind is given to the next
  const RanJobs made = ran(jobs, limits, [gate](std::size_t job, std::size_t, std::stop_token) {
    if (job == 1) return AttemptEnd::kDone;
    std::unique_lock lock(gate->mutex);
    gate->opened.wait(lock, [&] { return gate->is_open; });
    gate->is_through = true;
    gate->opened.notify_all();
    return AttemptEnd::kDone;
  });
  EXPECT_EQ(made.left_behind, 1U);
  EXPECT_EQ(made.reports.at(0).end, JobEnd::kTimeout);
  EXPECT_EQ(made.reports.at(1).end, JobEnd::kDone);
  std::unique_lock lock(gate->mutex);
  gate->is_open = true;
  gate->opened.notify_all();
  gate->opened.wait(lock, [&] { return gate->is_through.load(); });
}

TEST(Fleet, BeginsNothingOnceItIsStopped) {
  std::stop_source stop;
  std::atomic<int> runs = 0;
  FleetLimits limits = quick();
  limits.workers = 1;
  const RanJobs made = ran(
      std::vector<FleetJob>(10), limits,
      [&](std::size_t, std::size_t, const std::stop_token& token) {
        if (++runs == 3) {
          stop.request_stop();
          wait_for(token);
          return AttemptEnd::kMayHeal;
        }
        return AttemptEnd::kDone;
      },
      stop.get_token());
  EXPECT_EQ(runs, 3);
  EXPECT_EQ(made.reports.size(), 10U);
  EXPECT_EQ(made.reports.at(1).end, JobEnd::kDone);
  EXPECT_EQ(made.reports.at(2).end, JobEnd::kInterrupted);
  EXPECT_EQ(made.reports.at(3).end, JobEnd::kInterrupted);
  EXPECT_EQ(made.reports.at(3).attempts, 0U);
}

TEST(Fleet, LetsNothingGoOnBehindAFailureOfItsCaller) {
  const auto inside = std::make_shared<std::atomic<int>>(0);
  FleetLimits limits = quick();
  limits.workers = 2;
  limits.grace = std::chrono::hours(1);
  FleetCalls calls;
  calls.attempt = [inside](std::size_t job, std::size_t, const std::stop_token& stop) {
    ++*inside;
    if (job == 1) wait_for(stop);
    --*inside;
    return AttemptEnd::kDone;
  };
  calls.finished = [](std::size_t, const JobReport&) { throw std::runtime_error("the store is full"); };
  EXPECT_THROW(run_fleet(std::vector<FleetJob>(2), limits, std::move(calls)), std::runtime_error);
  EXPECT_EQ(*inside, 0);
}

TEST(Fleet, EndsWhenTheWholeTimeIsOver) {
  FleetLimits limits = quick();
  limits.workers = 2;
  limits.whole_time = milliseconds(20);
  const RanJobs made =
      ran(std::vector<FleetJob>(6), limits, [](std::size_t, std::size_t, const std::stop_token& stop) {
        wait_for(stop);
        return AttemptEnd::kMayHeal;
      });
  EXPECT_EQ(made.reports.size(), 6U);
  EXPECT_TRUE(
      std::ranges::all_of(made.reports, [](const auto& one) { return one.second.end == JobEnd::kTimeout; }));
  EXPECT_EQ(made.reports.at(5).attempts, 0U);
}

}  // namespace
}  // namespace tenon
