// What is seen of the queue of jobs, kept of it, verified and exported.

#include "store/job_queue.h"

#include <gtest/gtest.h>

#include "tests/store/queue.h"

namespace tenon {
namespace {

using namespace tenon::test;
using Names = std::vector<std::string>;

class StoreQueueLooks : public QueueOfAStore {};

INSTANTIATE_TEST_SUITE_P(All, StoreQueueLooks, testing::Values(Engine::kSqlite, Engine::kPostgresql),
                         engine_name);

TEST_P(StoreQueueLooks, ListsJobsByStateTargetAndCursor) {
  queue_.enqueue({{"a", night(-3)}, {"b", night(-3)}, {"a", night(-2)}});
  const std::vector<StoredJob> all = queue_.jobs();
  EXPECT_EQ(queue_.jobs({.before = all[0].id, .limit = 1}), std::vector{all[1]});
  EXPECT_EQ(queue_.jobs({.target = "a"}), (std::vector{all[0], all[2]}));
  queue_.cancel(all[2].id);
  EXPECT_EQ(targets_of(queue_.jobs({.state = JobState::kCancelled})), Names{"a"});
  EXPECT_EQ(queue_.jobs({.state = JobState::kQueued, .target = "a", .before = all[0].id}).size(), 0U);
}

TEST_P(StoreQueueLooks, PruningKeepsTheLastRunOfEachSchedule) {
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

TEST_P(StoreQueueLooks, VerificationFindsJobsThatDoNotFitTheirResults) {
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

TEST_P(StoreQueueLooks, AnExportHoldsEveryTable) {
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

}  // namespace
}  // namespace tenon
