#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <random>
#include <set>
#include <thread>

#include "model/error.h"
#include "tests/store/stores.h"

namespace tenon {
namespace {

using namespace tenon::test;

/// Runs work in a process of its own and returns its id. The work ends by leaving the process.
pid_t forked(const std::function<int()>& work) {
  const pid_t child = fork();
  if (child != 0) return child;
  int code = 1;
  try {
    code = work();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
  }
  _exit(code);
}

int code_of(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

AuditResult numbered(int number) {
  std::vector<StoredFinding> findings;
  if (number % 3 == 0) findings.push_back(lost_cascade("fk_" + std::to_string(number % 4)));
  return result_with(findings, number % 20, "t" + std::to_string(number));
}

class StoreProcesses : public testing::TestWithParam<Engine> {
 protected:
  StorePlace place_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(All, StoreProcesses, testing::Values(Engine::kSqlite, Engine::kPostgresql),
                         engine_name);

TEST_P(StoreProcesses, ManyCreateOneStore) {
  std::vector<pid_t> children;
  for (int i = 0; i < 4; ++i)
    children.push_back(forked([&] {
      audit_night(*place_.open(), 1, {numbered(i)});
      return 0;
    }));
  for (const pid_t child : children) EXPECT_EQ(code_of(child), 0);
  const auto store = place_.open();
  EXPECT_EQ(store->latest().size(), 4U);
  EXPECT_EQ(faults_of(*store), "");
}

/// Replicas of a service that is new make its schema at the same moment: here another one has made it and has
/// not committed yet.
TEST(StoreProcessesPostgresql, TwoMakeTheSchemaAtTheSameMoment) {
  StorePlace place(Engine::kPostgresql);
  std::thread other([&] {
    place.run(
        "BEGIN; SELECT pg_advisory_xact_lock(1952804463, hashtext('tenon')); CREATE SCHEMA tenon; SELECT "
        "pg_sleep(2); COMMIT");
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(700));
  EXPECT_NO_THROW(place.open()->acks());
  other.join();
}

TEST_P(StoreProcesses, TwoWriteAtOnceAndEachTargetIsRecordedOnce) {
  constexpr int kTargets = 60;
  const std::int64_t sweep = place_.open()->begin_sweep(sweep_at(1));
  std::vector<pid_t> children;
  for (int writer = 0; writer < 2; ++writer)
    children.push_back(forked([&] {
      const auto store = place_.open();
      int mine = 0;
      for (int i = 0; i < kTargets; ++i) {
        const int number = writer == 0 ? i : kTargets - 1 - i;  // they meet in the middle
        mine += store->record(sweep, numbered(number)).is_new ? 1 : 0;
      }
      return mine;
    }));
  const int first = code_of(children[0]);
  const int second = code_of(children[1]);
  EXPECT_EQ(first + second, kTargets);
  const auto store = place_.open();
  EXPECT_EQ(store->results_of_sweep(sweep).size(), static_cast<std::size_t>(kTargets));
  store->finish_sweep(sweep, end_at(1));
  EXPECT_EQ(faults_of(*store), "");
}

/// A process that opens its store once more must not give up the locks of its first connection: another
/// process would think itself the last one, and remove the log under it.
TEST(StoreProcessesSqlite, ASecondConnectionKeepsTheLocksOfTheFirst) {
  StorePlace place(Engine::kSqlite);
  const auto first = place.open();
  audit_night(*first, 1, {numbered(1)});
  const auto second = place.open();
  EXPECT_EQ(place.query("SELECT count(*) FROM audit"), "1");
  EXPECT_TRUE(std::filesystem::exists(place.path() + "-wal"));
  audit_night(*first, 2, {numbered(2)});
  audit_night(*second, 3, {numbered(3)});
  EXPECT_EQ(place.query("SELECT count(*) FROM audit"), "3");
  EXPECT_EQ(faults_of(*first), "");
}

TEST(StoreProcessesSqlite, ANewStoreIsItsOwnersAloneAlsoBehindALink) {
  StorePlace place(Engine::kSqlite);
  std::filesystem::create_symlink("real.db", place.path());
  place.open();
  const auto rights = std::filesystem::status(place.folder().file("real.db")).permissions();
  EXPECT_EQ(rights, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

/// A child records results and says so, one byte each, until it is killed at some moment.
TEST_P(StoreProcesses, AKillAtAnyMomentLosesNoFinishedResult) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const int moments = GetParam() == Engine::kSqlite ? 25 : 10;
  place_.open();
  for (int moment = 0; moment < moments; ++moment) {
    const std::int64_t sweep = place_.open()->begin_sweep(sweep_at(moment));
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = forked([&] {
      const auto store = place_.open();
      for (int i = 0;; ++i) {
        const Audited audited = with_texts(numbered(i), "snapshot " + std::to_string(moment * 1000 + i));
        store->record(sweep, audited.result, audited.texts);
        if (write(ends[1], "x", 1) != 1) return 1;
      }
    });
    close(ends[1]);
    const std::size_t before = 1 + random() % 12;
    std::size_t told = 0;
    char byte = 0;
    while (told < before && read(ends[0], &byte, 1) == 1) ++told;
    usleep(static_cast<useconds_t>(random() % 4000));  // anywhere inside the next transaction
    kill(child, SIGKILL);
    EXPECT_EQ(code_of(child), 128 + SIGKILL);
    while (read(ends[0], &byte, 1) == 1) ++told;
    close(ends[0]);
    const auto store = place_.open();
    const std::size_t kept = store->results_of_sweep(sweep).size();
    EXPECT_TRUE(kept == told || kept == told + 1) << kept << " of " << told;
    EXPECT_EQ(faults_of(*store), "");
    store->finish_sweep(sweep, end_at(moment));
  }
  EXPECT_EQ(faults_of(*place_.open()), "");
}

}  // namespace
}  // namespace tenon
