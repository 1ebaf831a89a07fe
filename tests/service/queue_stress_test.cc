// Many processes on one queue, which are killed, stopped beyond their leases and continued, while the store's
// server is restarted: each job is audited exactly once, or dead with its reason. TENON_QUEUE_STRESS=5000
// runs so many jobs instead of a few.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>

#include "model/error.h"
#include "tests/live/private_server.h"
#include "tests/service/engine.h"

namespace tenon {
namespace {

using namespace tenon::test;
using Clock = std::chrono::steady_clock;

constexpr const char* kPoison = "poison";

/// How much happens.
struct StressPlan {
  int jobs = 240;
  int processes = 3;
  int kills = 6;
  int stops = 3;
  int restarts = 1;  ///< of the server
  milliseconds lease{1000};
};

StressPlan planned() {
  const char* jobs = std::getenv("TENON_QUEUE_STRESS");
  if (jobs == nullptr) return {};
  StressPlan plan{.jobs = std::atoi(jobs), .processes = 4};
  plan.kills = plan.jobs / 40;
  plan.stops = plan.jobs / 60;
  plan.restarts = 4;
  return plan;
}

/// What one life of a process has counted, where its parent sees it after its death.
struct Life {
  std::atomic<std::uint64_t> attempts;
  std::atomic<std::uint64_t> lost;
  std::atomic<std::uint64_t> reaped;
  std::atomic<std::uint64_t> finished;
};

/// The counts of all lives, in memory that processes share.
class Lives {
 public:
  static constexpr std::size_t kMost = 4096;
  Lives()
      : all_(static_cast<Life*>(mmap(nullptr, sizeof(Life) * kMost, PROT_READ | PROT_WRITE,
                                     MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {}
  ~Lives() { munmap(all_, sizeof(Life) * kMost); }
  Life& at(std::size_t number) { return all_[number]; }
  std::uint64_t sum(std::atomic<std::uint64_t> Life::*count) const {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kMost; ++i) sum += all_[i].*count;
    return sum;
  }

 private:
  Life* all_;
};

volatile sig_atomic_t told_to_end = 0;

/// A replica in a process of its own, until it is told to end.
[[noreturn]] void live(const std::string& url, Life& life, const StressPlan& plan) {
  signal(SIGTERM, [](int) { told_to_end = 1; });
  JobLimits limits = quick_limits();
  limits.lease = plan.lease;
  try {
    Replica replica([url] { return open_store(url, StoreUse::kExisting); },
                    [&life](const AuditTarget& target, const std::stop_token&) {
                      ++life.attempts;
                      thread_local std::mt19937 random(std::random_device{}());
                      std::this_thread::sleep_for(milliseconds(random() % 12));
                      if (target.name == kPoison) kill(getpid(), SIGKILL);
                      return random() % 10 == 0 ? failing(target, Healing::kMaybe) : in_sync(target);
                    },
                    limits);
    while (told_to_end == 0) {
      std::this_thread::sleep_for(milliseconds(10));
      life.lost = replica.state().leases_lost;
      life.reaped = replica.state().reaped;
      life.finished = replica.state().finished;
    }
    replica.engine().drain(milliseconds(100));
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    _exit(1);
  }
  _exit(0);
}

/// The processes, and what is done to them.
class Crowd {
 public:
  Crowd(std::string url, const StressPlan& plan) : url_(std::move(url)), plan_(plan) {
    for (int i = 0; i < plan.processes; ++i) begin();
  }
  ~Crowd() {
    for (const pid_t child : children_) kill(child, SIGKILL);
    for (const pid_t child : children_) waitpid(child, nullptr, 0);
  }

  /// Replaces those that died.
  void replace_dead() {
    for (std::size_t i = children_.size(); i-- > 0;) {
      if (waitpid(children_[i], nullptr, WNOHANG) == 0) continue;
      std::erase_if(stopped_, [&](const auto& one) { return one.first == children_[i]; });
      children_.erase(children_.begin() + static_cast<std::ptrdiff_t>(i));
      begin();
    }
  }
  void kill_one() { kill(some(), SIGKILL); }
  /// Stops one beyond its leases.
  void stop_one() {
    const pid_t child = some();
    kill(child, SIGSTOP);
    stopped_.push_back({child, Clock::now() + 2 * plan_.lease});
  }
  void continue_late() {
    std::erase_if(stopped_, [](const auto& one) {
      if (Clock::now() < one.second) return false;
      kill(one.first, SIGCONT);
      return true;
    });
  }
  /// Tells all to end; returns how many did so by themselves, within a minute.
  int end() {
    for (const auto& [child, until] : stopped_) kill(child, SIGCONT);
    for (const pid_t child : children_) kill(child, SIGTERM);
    int ended = 0;
    const auto latest = Clock::now() + std::chrono::minutes(1);
    while (!children_.empty() && Clock::now() < latest) {
      std::this_thread::sleep_for(milliseconds(10));
      std::erase_if(children_, [&](pid_t child) {
        int status = 0;
        if (waitpid(child, &status, WNOHANG) == 0) return false;
        ended += WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 1 : 0;
        return true;
      });
    }
    return ended;
  }

  std::size_t begun() const { return begun_; }
  const Lives& lives() const { return lives_; }

 private:
  void begin() {
    const pid_t child = fork();
    if (child == 0) live(url_, lives_.at(begun_ % Lives::kMost), plan_);
    children_.push_back(child);
    ++begun_;
  }
  pid_t some() { return children_[random_() % children_.size()]; }

  std::string url_;
  StressPlan plan_;
  Lives lives_;
  std::vector<pid_t> children_;
  std::vector<std::pair<pid_t, Clock::time_point>> stopped_;
  std::size_t begun_ = 0;
  std::mt19937 random_{std::random_device{}()};
};

/// Does something with the store. Its connection does not outlive the call: no child may inherit it.
template <class Work>
auto with(const std::string& url, Work&& work) {
  const auto store = open_store(url, StoreUse::kCreate);
  JobQueue queue(*store);
  return work(*store, queue);
}

void order_jobs(const std::string& url, int jobs) {
  with(url, [&](Store&, JobQueue& queue) {
    std::vector<ScheduledRun> runs;
    // A target has three runs, so that its jobs are in each other's way.
    for (int i = 0; i + 1 < jobs; ++i) runs.push_back({"t" + std::to_string(i / 3), night(-300 + i % 3)});
    runs.push_back({kPoison, night(-300)});
    return queue.enqueue(runs);
  });
}

std::int64_t jobs_over(const std::string& url) {
  return with(url, [](Store&, JobQueue& queue) {
    std::int64_t over = 0;
    for (const auto& [state, count] : queue.counts()) over += is_over(state) ? count : 0;
    return over;
  });
}

/// Kills, stops and restarts, spread over the jobs, until all of them are over.
void run_stress(const std::string& url, const StressPlan& plan, Crowd& crowd,
                const std::function<void()>& restart) {
  const auto is_due = [&](std::int64_t over, int done, int all) {
    return done < all && over * (all + 1) >= std::int64_t{plan.jobs} * (done + 1);
  };
  int kills = 0;
  int stops = 0;
  int restarts = 0;
  const auto latest = Clock::now() + std::chrono::minutes(20);
  for (std::int64_t over = 0; over < plan.jobs && Clock::now() < latest;) {
    std::this_thread::sleep_for(milliseconds(20));
    over = jobs_over(url);
    crowd.replace_dead();
    crowd.continue_late();
    if (is_due(over, kills, plan.kills)) ++kills, crowd.kill_one();
    if (is_due(over, stops, plan.stops)) ++stops, crowd.stop_one();
    if (restart && is_due(over, restarts, plan.restarts)) ++restarts, restart();
  }
  std::cout << "[          ] " << kills << " killed, " << stops << " stopped beyond their leases, "
            << restarts << " restarts of the server\n";
}

void expect_exactly_once(const std::string& url, const StressPlan& plan) {
  with(url, [&](Store& store, JobQueue& queue) {
    std::set<std::int64_t> audits;
    const std::vector<StoredJob> jobs = queue.jobs({.limit = plan.jobs * 2});
    EXPECT_EQ(jobs.size(), static_cast<std::size_t>(plan.jobs));
    for (const StoredJob& job : jobs) {
      EXPECT_TRUE(is_over(job.state)) << job.id;
      if (job.audit) audits.insert(*job.audit);
      EXPECT_EQ(job.state == JobState::kDead, job.error.has_value()) << job.id;
      if (job.target == kPoison) {
        EXPECT_EQ(job.error.value_or(AuditError{}).reason, "gone");
      }
    }
    EXPECT_EQ(audits.size(), jobs.size());
    std::size_t recorded = 0;
    for (const StoreCount& count : store.stats().counts)
      if (count.what == "audit") recorded = static_cast<std::size_t>(count.rows);
    EXPECT_EQ(recorded, jobs.size());
    for (const StoredSweep& sweep : store.sweeps()) EXPECT_TRUE(sweep.finished) << sweep.id;
    EXPECT_EQ(faults_of(store), "");
    const auto counts = queue.counts();
    std::cout << "[          ] " << counts.at(JobState::kDone) << " done, " << counts.at(JobState::kDead)
              << " dead, " << audits.size() << " audits, each of its own job\n";
    return 0;
  });
}

void stress(const std::string& url, const std::function<void()>& restart = nullptr) {
  const StressPlan plan = planned();
  order_jobs(url, plan.jobs);
  const auto from = Clock::now();
  Crowd crowd(url, plan);
  run_stress(url, plan, crowd, restart);
  const auto took = std::chrono::duration<double>(Clock::now() - from).count();
  ASSERT_TRUE(comes_true([&] {
    crowd.continue_late();
    return with(url, [](Store&, JobQueue& queue) { return queue.sweeps_to_finish().empty(); });
  }));
  EXPECT_EQ(crowd.end(), plan.processes);
  const auto sum = [&](std::atomic<std::uint64_t> Life::*count) { return crowd.lives().sum(count); };
  std::cout << "[          ] " << plan.jobs << " jobs in " << took << " s by " << crowd.begun()
            << " processes: " << sum(&Life::attempts) << " attempts, " << sum(&Life::reaped) << " reaped, "
            << sum(&Life::lost) << " late results fenced off\n";
  expect_exactly_once(url, plan);
}

TEST(QueueStress, OfPostgresqlLosesNothingAndDoublesNothing) {
  PrivateServer server("");
  stress(server.url(), [&] { server.restart(); });
}

TEST(QueueStress, OfSqliteLosesNothingAndDoublesNothing) {
  StorePlace place(Engine::kSqlite);
  stress(place.url());
}

}  // namespace
}  // namespace tenon
