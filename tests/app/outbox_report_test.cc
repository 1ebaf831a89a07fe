#include "app/audit/outbox_report.h"

#include <gtest/gtest.h>

#include "app/store_schema.h"
#include "tests/support/shell.h"

/// What `tenon notify` says after it has sent what waited.
namespace tenon::test::this_file {
namespace {

const Instant kThen = std::chrono::sys_days(std::chrono::year(2026) / 11 / 1);

class OutboxAfter : public testing::Test {
 protected:
  OutboxAfter() : store_(open_store("sqlite:///" + folder_.file("tenon.db"), StoreUse::kCreate)) {}

  std::int64_t enqueue(const std::string& id) {
    store_->enqueue({.channel = "w", .message_id = id, .kind = "drift.opened", .body = "{}"}, kThen);
    return store_->deliveries(1).front().id;
  }
  Store& store() { return *store_; }

 private:
  TempFolder folder_;
  std::unique_ptr<Store> store_;
};

TEST_F(OutboxAfter, SaysNothingOfWhatWasSentOrGivenUpBefore) {
  store().attempted(enqueue("sent"), {.at = kThen, .is_delivered = true, .next = {}, .error = ""});
  store().attempted(enqueue("gone"), {.at = kThen, .is_delivered = false, .next = {}, .error = "410"});
  const OutboxReport report = outbox_after(store(), {});
  EXPECT_EQ(outbox_text(report), "no message waits\n");
  EXPECT_EQ(exit_code(report), 0);
}

TEST_F(OutboxAfter, TellsWhatWasTriedAndWhatWaits) {
  const std::int64_t given_up = enqueue("gone");
  store().attempted(given_up, {.at = kThen, .is_delivered = false, .next = {}, .error = "410"});
  Outbox outbox;
  outbox.tried = {given_up};
  EXPECT_EQ(exit_code(outbox_after(store(), outbox)), 1);
  enqueue("new");
  const OutboxReport report = outbox_after(store(), {});
  ASSERT_EQ(report.entries.size(), 1U);
  EXPECT_EQ(report.entries[0].state, "waiting");
  EXPECT_EQ(exit_code(report), 0);
}

}  // namespace
}  // namespace tenon::test::this_file
