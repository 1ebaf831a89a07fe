#include <gtest/gtest.h>

#include "model/error.h"
#include "tests/store/stores.h"

namespace tenon {
namespace {

using namespace tenon::test;

class StoreRecords : public testing::TestWithParam<Engine> {
 protected:
  StorePlace place_{GetParam()};
  std::unique_ptr<Store> store_ = place_.open();
};

INSTANTIATE_TEST_SUITE_P(All, StoreRecords, testing::Values(Engine::kSqlite, Engine::kPostgresql),
                         engine_name);

TEST_P(StoreRecords, GivesBackWhatWasRecorded) {
  const Audited audited = with_texts(result_with({lost_cascade(), unexpected_index("a\"ü\n")}, 1));
  const std::int64_t sweep = store_->begin_sweep(sweep_at(1));
  const Recorded recorded = store_->record(sweep, audited.result, audited.texts);
  EXPECT_EQ(kinds_of(recorded.transitions), std::vector{Transition::kDriftOpened});
  store_.reset();

  const auto again = place_.open();
  EXPECT_EQ(again->audit(recorded.audit), (StoredAudit{recorded.audit, sweep, audited.result}));
  EXPECT_EQ(again->latest().size(), 1U);
  EXPECT_EQ(again->results_of_sweep(sweep).size(), 1U);
  EXPECT_EQ(again->snapshot(audited.result.snapshot_digest), audited.texts.snapshot);
  EXPECT_EQ(again->drift(audited.result.full_fingerprint)->report, audited.texts.report);
  EXPECT_EQ(again->findings("index:*").size(), 1U);
  EXPECT_EQ(again->history("orders").size(), 1U);
  EXPECT_EQ(again->states().at(0).open->opened.to, *audited.result.read_at);
}

TEST_P(StoreRecords, TakesAnyText) {
  AuditResult failed = failed_with("connect", 1, std::string("t\xFF\0x", 4));
  failed.error->message = "\xC3\x28 \xED\xA0\x80 \xF0\x9F\x98\x80 'quoted' \\x00";
  const std::int64_t audit = store_->record(store_->begin_sweep(sweep_at(1)), failed).audit;
  const AuditResult stored = store_->audit(audit)->result;
  EXPECT_EQ(stored.error->message,
            "\xEF\xBF\xBD( \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD \xF0\x9F\x98\x80 'quoted' \\x00");
  EXPECT_EQ(stored.target, "t\xEF\xBF\xBD\xEF\xBF\xBDx");
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(StoreRecords, ATargetOncePerSweep) {
  const std::int64_t sweep = store_->begin_sweep(sweep_at(1));
  const Recorded first = store_->record(sweep, result_with({}, 1));
  const Recorded second = store_->record(sweep, result_with({lost_cascade()}, 2));
  EXPECT_TRUE(first.is_new);
  EXPECT_FALSE(second.is_new);
  EXPECT_EQ(second.audit, first.audit);
  EXPECT_EQ(store_->latest().at(0).result.outcome, AuditOutcome::kInSync);
}

TEST_P(StoreRecords, SharesWhatIsTheSame) {
  std::vector<AuditResult> results;
  for (const char* target : {"a", "b", "c"}) results.push_back(result_with({lost_cascade()}, 1, target));
  audit_night(*store_, 1, results);
  EXPECT_EQ(place_.query("SELECT count(*) FROM drift"), "1");
  EXPECT_EQ(place_.query("SELECT count(*) FROM finding"), "1");
  EXPECT_EQ(place_.query("SELECT count(*) FROM snapshot"), "1");
}

TEST_P(StoreRecords, TellsTransitionsOnce) {
  EXPECT_EQ(kinds_of(audit_night(*store_, 1, {result_with({lost_cascade()}, 1)})),
            std::vector{Transition::kDriftOpened});
  EXPECT_TRUE(audit_night(*store_, 2, {result_with({lost_cascade()}, 2)}).empty());
  EXPECT_EQ(kinds_of(audit_night(*store_, 3, {result_with({}, 3)})), std::vector{Transition::kDriftClosed});
  const std::vector<Episode> episodes = store_->episodes("orders");
  ASSERT_EQ(episodes.size(), 1U);
  EXPECT_EQ(episodes[0].closed,
            (Window{night(2) + std::chrono::seconds(1), night(3) + std::chrono::seconds(1)}));
}

TEST_P(StoreRecords, WhatAnInterruptedSweepFoundIsToldByTheNext) {
  audit_night(*store_, 1, {result_with({}, 1, "a"), result_with({}, 1, "b")});
  store_->record(store_->begin_sweep(sweep_at(2)), result_with({lost_cascade()}, 2, "a"));
  const auto told = audit_night(*store_, 3, {result_with({lost_cascade()}, 3, "a"), result_with({}, 3, "b")});
  ASSERT_EQ(kinds_of(told), std::vector{Transition::kDriftOpened});
  EXPECT_EQ(told[0].window->to, night(2) + std::chrono::seconds(1));
}

TEST_P(StoreRecords, EndsASweepOnce) {
  const std::int64_t sweep = store_->begin_sweep(sweep_at(1));
  store_->record(sweep, result_with({lost_cascade()}, 1));
  int asked = 0;
  SweepEnd end = end_at(1);
  end.close = [&](const SweepLook& look) {
    ++asked;
    EXPECT_EQ(look.transitions.size(), 1U);
    EXPECT_EQ(look.states.size(), 1U);
    return SweepClosing{2, "{\"drift\":1}", {{"slack", "m1", "drift.opened", "body"}}};
  };
  EXPECT_EQ(store_->finish_sweep(sweep, end).size(), 1U);
  EXPECT_TRUE(store_->finish_sweep(sweep, end).empty());
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(store_->deliveries().size(), 1U);
  EXPECT_EQ(store_->sweeps().at(0).exit_code, 2);
}

TEST_P(StoreRecords, WhatFailsAtTheEndOfASweepChangesNothing) {
  const std::int64_t sweep = store_->begin_sweep(sweep_at(1));
  store_->record(sweep, result_with({lost_cascade()}, 1));
  SweepEnd end = end_at(1);
  end.close = [](const SweepLook&) -> SweepClosing { throw std::runtime_error("no"); };
  EXPECT_THROW(store_->finish_sweep(sweep, end), std::runtime_error);
  EXPECT_FALSE(store_->sweeps().at(0).finished);
  EXPECT_EQ(store_->finish_sweep(sweep, end_at(1)).size(), 1U);
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(StoreRecords, TellsOfTargetsThatAreStaleOnce) {
  audit_night(*store_, 1, {result_with({}, 1, "a"), result_with({}, 1, "b")});
  EXPECT_TRUE(audit_night(*store_, 2, {result_with({}, 2, "a")}).empty());
  const auto told = audit_night(*store_, 3, {result_with({}, 3, "a")});
  ASSERT_EQ(kinds_of(told), std::vector{Transition::kAuditStale});
  EXPECT_EQ(told[0].target, "b");
  EXPECT_TRUE(audit_night(*store_, 4, {result_with({}, 4, "a")}).empty());
}

TEST_P(StoreRecords, FindsTheSnapshotOfATime) {
  for (int at = 1; at <= 3; ++at) {
    const Audited audited = with_texts(result_with({}, at), "snapshot " + std::to_string(at));
    store_->record(store_->begin_sweep(sweep_at(at)), audited.result, audited.texts);
  }
  const auto second = std::chrono::seconds(1);
  EXPECT_FALSE(store_->snapshot_at("orders", night(1)));
  EXPECT_EQ(store_->snapshot_at("orders", night(1) + second)->text, "snapshot 1");
  EXPECT_EQ(store_->snapshot_at("orders", night(3))->text, "snapshot 2");
  EXPECT_EQ(store_->snapshot_at("orders", night(99))->text, "snapshot 3");
  EXPECT_FALSE(store_->snapshot_at("other", night(99)));
}

TEST_P(StoreRecords, AClockThatJumpsBackLosesNothing) {
  audit_night(*store_, 9, {result_with({}, 9)});
  audit_night(*store_, 2, {result_with({lost_cascade()}, 2)});
  audit_night(*store_, 10, {result_with({}, 10)});
  EXPECT_EQ(store_->history("orders").size(), 3U);
  EXPECT_EQ(store_->episodes("orders").size(), 1U);
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(StoreRecords, AcknowledgementsBeginEndAndAreTold) {
  Ack ack = ack_of("foreign_key:*", "orders", night(10));
  ack.created = night(0);
  ack = store_->add_ack(ack);
  EXPECT_EQ(store_->acks(), std::vector{ack});
  EXPECT_TRUE(audit_night(*store_, 1, {result_with({lost_cascade()}, 1, "orders", {ack})}).empty());
  EXPECT_EQ(kinds_of(audit_night(*store_, 4, {result_with({lost_cascade()}, 4, "orders", {ack})})),
            std::vector{Transition::kAckExpiring});
  EXPECT_EQ(kinds_of(audit_night(*store_, 11, {result_with({lost_cascade()}, 11, "orders", {ack})})),
            (std::vector{Transition::kDriftOpened, Transition::kAckExpired}));
  EXPECT_TRUE(audit_night(*store_, 12, {result_with({lost_cascade()}, 12, "orders", {ack})}).empty());
  EXPECT_THROW(store_->expire_ack(ack.id, night(12)), Error);
  EXPECT_THROW(store_->expire_ack(99, night(12)), Error);
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(StoreRecords, ADeliveryIsTakenByOneAndTriedUntilItIsSent) {
  store_->enqueue({"slack", "m1", "test", "body"}, night(1));
  store_->enqueue({"slack", "m1", "test", "another body"}, night(1));
  store_->enqueue({"mail", "m1", "test", "body"}, night(3));
  const auto claimed = store_->claim_deliveries(night(2), night(2) + std::chrono::minutes(1));
  ASSERT_EQ(claimed.size(), 1U);
  EXPECT_EQ(claimed[0].message.body, "body");
  EXPECT_TRUE(store_->claim_deliveries(night(2), night(3)).empty());
  EXPECT_EQ(
      store_->claim_deliveries(night(2) + std::chrono::minutes(2), night(2) + std::chrono::minutes(3)).size(),
      1U);
  store_->attempted(claimed[0].id, {night(2), false, night(4), "503"});
  EXPECT_EQ(store_->claim_deliveries(night(3), night(3)).size(), 1U);  // the other one
  store_->attempted(claimed[0].id, {night(4), true, std::nullopt, ""});
  store_->attempted(claimed[0].id, {night(5), false, std::nullopt, "late"});
  const auto all = store_->deliveries();
  EXPECT_EQ(all.at(1).attempts, 2);
  EXPECT_EQ(all.at(1).delivered, night(4));
  EXPECT_FALSE(all.at(1).given_up);
}

}  // namespace
}  // namespace tenon
