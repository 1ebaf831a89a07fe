#include "store/definition_book.h"

#include <gtest/gtest.h>

#include "store/job_queue.h"
#include "tests/store/stores.h"

namespace tenon::this_file {
namespace {

using namespace tenon::test;

Definition target(const std::string& name, const std::string& content) {
  return {.kind = DefinitionKind::kTarget, .name = name, .content = content, .changed_by = "ci"};
}

bool anything(const Definition*) { return true; }

class DefinitionsOf : public testing::TestWithParam<Engine> {
 protected:
  StorePlace place_{GetParam()};
  std::unique_ptr<Store> store_ = place_.open();
  DefinitionBook book_{*store_};
};

INSTANTIATE_TEST_SUITE_P(All, DefinitionsOf, testing::Values(Engine::kSqlite, Engine::kPostgresql),
                         engine_name);

TEST_P(DefinitionsOf, AreSeenByEveryProcessAndRemembered) {
  EXPECT_EQ(book_.put(target("a", "{}"), anything), PutOutcome::kCreated);
  const std::unique_ptr<Store> other = place_.open();
  DefinitionBook there(*other);
  const std::int64_t before = there.revision();
  EXPECT_EQ(book_.put(target("a", R"({"url":"x"})"), anything), PutOutcome::kChanged);
  EXPECT_NE(there.revision(), before);
  ASSERT_EQ(there.all().all.size(), 1U);
  EXPECT_EQ(there.all().all.front().content, R"({"url":"x"})");
  EXPECT_EQ(there.find(DefinitionKind::kTarget, "a")->changed_by, "ci");
  EXPECT_EQ(there.find(DefinitionKind::kWebhook, "a"), std::nullopt);
}

TEST_P(DefinitionsOf, ChangeNothingWhereTheyAreAsBefore) {
  book_.put(target("a", "{}"), anything);
  const std::int64_t before = book_.revision();
  EXPECT_EQ(book_.put(target("a", "{}"), anything), PutOutcome::kSame);
  EXPECT_EQ(book_.revision(), before);
  EXPECT_EQ(store_->events_after(0).size(), 1U);
}

TEST_P(DefinitionsOf, AreHeldAgainstWhatIsAskedInTheSameTransaction) {
  const Precondition nothing_there = [](const Definition* before) { return before == nullptr; };
  EXPECT_EQ(book_.put(target("a", "{}"), nothing_there), PutOutcome::kCreated);
  EXPECT_EQ(book_.put(target("a", "[]"), nothing_there), PutOutcome::kRefused);
  EXPECT_FALSE(book_.remove(target("a", ""), nothing_there));
  EXPECT_EQ(book_.find(DefinitionKind::kTarget, "a")->content, "{}");
}

TEST_P(DefinitionsOf, AreInTheLogAndHeldAgainstIt) {
  book_.put(target("a", "{}"), anything);
  book_.put(target("a", "[]"), anything);
  book_.put(target("b", "{}"), anything);
  book_.remove(target("b", ""), anything);
  std::vector<std::string> kinds;
  for (const Event& event : store_->events_after(0)) kinds.push_back(event.kind + " " + event.target);
  EXPECT_EQ(kinds, (std::vector<std::string>{"target.created a", "target.changed a", "target.created b",
                                             "target.deleted b"}));
  EXPECT_EQ(faults_of(*store_), "");
  place_.run("UPDATE api_definition SET content = '{\"url\":\"postgresql://elsewhere/x\"}'");
  EXPECT_EQ(faults_of(*store_), "target a of the API is not what the log says\n");
  place_.run("DELETE FROM api_definition");
  EXPECT_EQ(faults_of(*store_), "target a of the API is in the log, and there is none\n");
}

TEST_P(DefinitionsOf, LeaveTheirHistoryAndTakeTheirQueuedJobsWithThem) {
  book_.put(target("a", "{}"), anything);
  audit_night(*store_, 1, {result_with({}, 1)});
  JobQueue queue(*store_);
  const PlacedOrder order =
      queue.enqueue(AuditOrder{.targets = {"a", "b"}, .trigger = "api", .selection = "a b"});
  EXPECT_TRUE(book_.remove(target("a", ""), anything));
  EXPECT_EQ(queue.job(order.jobs[0].id)->state, JobState::kCancelled);
  EXPECT_EQ(queue.job(order.jobs[1].id)->state, JobState::kQueued);
  EXPECT_EQ(store_->latest().size(), 1U);
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(DefinitionsOf, OfWebhooksTakeTheMessagesThatWaitWithThem) {
  const Definition webhook{
      .kind = DefinitionKind::kWebhook, .name = "w", .content = "{}", .changed_by = "ci"};
  book_.put(webhook, anything);
  for (const char* channel : {"w", "other"})
    store_->enqueue({channel, "msg_1", "drift.opened", "{}"}, night(1));
  EXPECT_TRUE(book_.remove(webhook, anything));
  for (const Delivery& one : store_->deliveries())
    EXPECT_EQ(one.given_up.has_value(), one.message.channel == "w");
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(DefinitionsOf, AreExportedWithoutWhatIsSecretOfThem) {
  book_.put({.kind = DefinitionKind::kWebhook,
             .name = "w",
             .content = "{}",
             .secret = "c2VjcmV0",
             .changed_by = "ci"},
            anything);
  std::string all;
  store_->export_lines([&](std::string_view line) { all += line; });
  EXPECT_NE(all.find(R"("table":"api_definition")"), std::string::npos);
  EXPECT_EQ(all.find("c2VjcmV0"), std::string::npos);
}

}  // namespace
}  // namespace tenon::this_file
