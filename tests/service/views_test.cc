#include <gtest/gtest.h>

#include <set>

#include "model/error.h"
#include "tests/service/all_pages.h"

namespace tenon {
namespace {

using namespace tenon::test;

class Views : public testing::TestWithParam<Engine> {
 protected:
  StorePlace place_{GetParam()};
  std::unique_ptr<Store> store_ = place_.open();
};

INSTANTIATE_TEST_SUITE_P(All, Views, testing::Values(Engine::kSqlite, Engine::kPostgresql), engine_name);

std::size_t count_of(const FleetView& view, TargetCondition condition) {
  return view.counts.at(static_cast<std::size_t>(condition));
}

TEST_P(Views, CountEveryTargetOnceByWhatIsKnownOfIt) {
  make_fleet(*store_, 30);
  const FleetView view = fleet_view(*store_, {}, morning());
  EXPECT_EQ(view.targets, 34U);
  EXPECT_EQ(count_of(view, TargetCondition::kNotAudited), 1U);
  EXPECT_EQ(count_of(view, TargetCondition::kDrift), 11U);
  EXPECT_EQ(count_of(view, TargetCondition::kAcknowledged), 1U);
  EXPECT_EQ(count_of(view, TargetCondition::kInSync), 21U);
  ASSERT_EQ(view.cards.size(), 2U);
  EXPECT_EQ(view.groups, 2U);
}

TEST_P(Views, KeepATargetInItsGroupWhileItCannotBeReached) {
  make_fleet(*store_, 30);
  const FleetView view = fleet_view(*store_, {}, morning());
  const FleetCard& card = view.cards.at(0);
  EXPECT_EQ(card.fingerprint, shared_fingerprint());
  EXPECT_EQ(card.targets, 11U);  // ten tenants, and edge-07
  EXPECT_EQ(card.since, night(0) + std::chrono::seconds(1));
  EXPECT_EQ(card.members.at(0), (TargetMark{"edge-07", TargetCondition::kNotAudited}));
  ASSERT_EQ(view.gaps.size(), 1U);
  EXPECT_TRUE(view.gaps.at(0).has_drift);
  EXPECT_EQ(view.gaps.at(0).last_known, night(1) + std::chrono::seconds(1));
}

TEST_P(Views, MakeASentenceOfWhatNobodyAcknowledged) {
  Ack ack = ack_of("index:public.audit_log.ix_a", "*", night(60));
  ack = store_->add_ack(ack);
  record_night(*store_, 0,
               {result_of({unexpected_index("ix_a"), unexpected_index("ix_b")}, 0, "orders", {ack})});
  const FleetView view = fleet_view(*store_, {}, morning());
  ASSERT_EQ(view.cards.size(), 1U);
  EXPECT_EQ(view.cards.at(0).sentence, "ix_b unexpected");
}

TEST_P(Views, NeverCallAnOldResultInSync) {
  record_night(*store_, 0, {result_of({}, 0, "orders")});
  FleetFilter filter;
  filter.stale.after = std::chrono::hours(30);
  EXPECT_EQ(count_of(fleet_view(*store_, filter, night(1)), TargetCondition::kInSync), 1U);
  const FleetView late = fleet_view(*store_, filter, night(2));
  EXPECT_EQ(count_of(late, TargetCondition::kInSync), 0U);
  EXPECT_EQ(count_of(late, TargetCondition::kNotAudited), 1U);
  EXPECT_EQ(late.gaps.at(0).why, "no audit has run since");
}

TEST_P(Views, ShowAConfiguredTargetThatWasNeverAudited) {
  FleetFilter filter;
  filter.configured = {{"new", {{"env", "prod"}}}};
  const FleetView view = fleet_view(*store_, filter, morning());
  ASSERT_EQ(view.gaps.size(), 1U);
  EXPECT_EQ(view.gaps.at(0).why, "it was never audited");
  EXPECT_EQ(view.gaps.at(0).last_known, std::nullopt);
  filter.label = "env=test";
  EXPECT_EQ(fleet_view(*store_, filter, morning()).targets, 0U);
}

TEST_P(Views, SelectByLabelNameAndState) {
  make_fleet(*store_, 30);
  EXPECT_EQ(fleet_view(*store_, {"env=prod", std::nullopt}, morning()).targets, 30U);
  EXPECT_EQ(fleet_view(*store_, {"tenant-000*", std::nullopt}, morning()).targets, 9U);
  const FleetView drift = fleet_view(*store_, {"", TargetCondition::kDrift}, morning());
  EXPECT_TRUE(drift.in_sync.empty());
  EXPECT_TRUE(drift.gaps.empty());
  EXPECT_EQ(drift.cards.size(), 2U);
  const FleetView in_sync = fleet_view(*store_, {"", TargetCondition::kInSync}, morning());
  EXPECT_TRUE(in_sync.cards.empty());
  EXPECT_EQ(in_sync.in_sync.size(), 21U);
}

TEST_P(Views, ShowEveryTargetOnSomePageOfItsState) {
  std::vector<Audited> results;
  for (int i = 0; i < 450; ++i) results.push_back(result_of({}, 0, tenant(i)));
  record_night(*store_, 0, results);
  std::set<std::string> seen;
  for (std::size_t page = 1; page <= 2; ++page) {
    const FleetView view = fleet_view(*store_, {"", TargetCondition::kInSync, page}, night(1));
    EXPECT_EQ(view.pages, 2U);
    for (const TargetMark& mark : view.in_sync) seen.insert(mark.name);
  }
  EXPECT_EQ(seen.size(), 450U);
  EXPECT_TRUE(fleet_view(*store_, {"", TargetCondition::kInSync, 99}, night(1)).in_sync.empty());
}

TEST_P(Views, TellHowADriftSpread) {
  make_fleet(*store_, 30);
  const GroupView view = *group_view(*store_, shared_fingerprint(), morning()).view;
  EXPECT_EQ(view.target_count, 11U);
  ASSERT_EQ(view.spread.size(), 3U);
  EXPECT_EQ(view.spread.at(0).day, "2026-11-01");
  EXPECT_EQ(view.spread.at(0).came, 1);
  EXPECT_EQ(view.spread.at(1).came, 5);
  EXPECT_EQ(view.spread.at(2).came, 5);
  EXPECT_EQ(view.targets.at(0).mark.name, "edge-07");
  EXPECT_EQ(view.finding_keys.size(), 4U);
  EXPECT_NE(view.migration.command.find("schema/orders.sql"), std::string::npos);
}

TEST_P(Views, FindAGroupByTheBeginningOfItsFingerprint) {
  make_fleet(*store_, 30);
  const std::string whole = shared_fingerprint();
  for (const std::string& prefix : {whole, whole.substr(0, 9), whole.substr(0, 4) + whole.substr(5, 4)}) {
    const GroupSearch found = group_view(*store_, prefix, morning());
    ASSERT_TRUE(found.view) << prefix;
    EXPECT_EQ(found.view->fingerprint, whole);
  }
  for (const char* none : {"", "zzzz", "%", "_", "0000-0000-0000-0000", "0000-0000-0000-0000-0"})
    EXPECT_FALSE(group_view(*store_, none, morning()).view) << none;
}

TEST_P(Views, KeepTheHistoryOfADriftThatIsGone) {
  record_night(*store_, 0, {result_of(shop_findings(), 0, "orders")});
  record_night(*store_, 1, {result_of({}, 1, "orders")});
  const GroupView view = *group_view(*store_, shared_fingerprint(), morning()).view;
  EXPECT_EQ(view.target_count, 0U);
  EXPECT_EQ(view.spread.size(), 1U);
  EXPECT_EQ(view.spread.at(0).are_open, 0);
  EXPECT_FALSE(view.sentence.empty());
}

TEST_P(Views, TellTheNightsOfATarget) {
  make_fleet(*store_, 6);
  const TargetView view = *target_view(*store_, "edge-07", morning());
  EXPECT_EQ(view.condition, TargetCondition::kNotAudited);
  ASSERT_EQ(view.nights.size(), 3U);
  EXPECT_EQ(view.nights.front().outcome, AuditOutcome::kDrift);
  EXPECT_EQ(view.nights.back().reason, "connect");
  EXPECT_EQ(view.episodes.size(), 1U);
  EXPECT_EQ(view.failed->audit, view.nights.back().audit);
  EXPECT_EQ(target_view(*store_, "tenant-0001", morning())->sizes.size(), 3U);
  EXPECT_FALSE(target_view(*store_, "no such", morning()));
}

TEST_P(Views, LeadFromAnAuditToItsNeighbours) {
  make_fleet(*store_, 6);
  const auto nights = store_->history("tenant-0003");
  const AuditView middle = *audit_view(*store_, nights.at(1).id);
  EXPECT_EQ(middle.neighbours.previous, nights.at(2).id);
  EXPECT_EQ(middle.neighbours.next, nights.at(0).id);
  EXPECT_FALSE(audit_view(*store_, nights.at(0).id)->neighbours.next);
  EXPECT_FALSE(audit_view(*store_, 999'999));
}

TEST_P(Views, CompareTwoNights) {
  make_fleet(*store_, 6);
  const auto nights = store_->history("tenant-0003");
  const CompareView view = *compare_view(*store_, nights.back().id, nights.front().id);
  EXPECT_EQ(view.came.size(), 4U);
  EXPECT_TRUE(view.gone.empty());
  EXPECT_EQ(view.no_changes_why, "");
  EXPECT_EQ(view.changes.title, "2 changes");  // the catalog got two more tables
  EXPECT_EQ(view.changes.sections.at(0).entries.at(0).word, "add");
  const CompareView back = *compare_view(*store_, nights.front().id, nights.back().id);
  EXPECT_EQ(back.gone.size(), 4U);
  EXPECT_EQ(back.changes.sections.at(0).entries.at(0).word, "drop");
  EXPECT_EQ(compare_view(*store_, nights.front().id, nights.front().id)->changes.title, "nothing changed");
}

TEST_P(Views, CompareWithAnAuditThatReadNothing) {
  make_fleet(*store_, 6);
  const auto nights = store_->history("edge-07");
  const CompareView view = *compare_view(*store_, nights.at(1).id, nights.at(0).id);
  EXPECT_NE(view.no_changes_why.find("read no catalog"), std::string::npos);
}

TEST_P(Views, DrawATargetWhoseSchemaWasMapped) {
  Audited mapped = result_of({lost_cascade()}, 0, "tenant_17");
  for (StoredFinding& finding : mapped.result.findings) finding.schema = "tenant";
  record_night(*store_, 0, {mapped});
  const GraphView view = *graph_view(*store_, store_->history("tenant_17").at(0).id);
  ASSERT_EQ(view.picture.tables.size(), 3U);
  EXPECT_EQ(view.picture.tables.at(0).title, "public.orders");
}

TEST_P(Views, PageThroughMessagesAndAcknowledgements) {
  for (int i = 0; i < 120; ++i) {
    store_->enqueue({"a", "msg_" + std::to_string(i), "test", "{}"}, night(0));
    store_->add_ack(ack_of("*", "t" + std::to_string(i), night(9)));
  }
  const WebhooksView first = webhooks_view(*store_, {}, "", morning());
  EXPECT_EQ(first.deliveries.size(), 80U);
  EXPECT_EQ(first.webhooks.at(0).channel.waiting, 120);
  const WebhooksView second = webhooks_view(*store_, {}, "a", morning(), *first.next_before);
  EXPECT_EQ(second.deliveries.size(), 40U);
  EXPECT_FALSE(second.next_before);
  EXPECT_TRUE(webhooks_view(*store_, {}, "b", morning()).deliveries.empty());
  const AcksView acks = acks_view(*store_, morning());
  EXPECT_EQ(acks_view(*store_, morning(), *acks.next_before).acks.size(), 40U);
}

TEST(FleetPage, StaysUnder100KilobytesOverAThousandTargets) {
  const StorePlace place(Engine::kSqlite);
  const auto store = place.open();
  make_fleet(*store, 1000, 2);
  const PageFrame frame = frame_of_admin();
  const auto fleet = [&](FleetFilter filter) {
    return fleet_page(fleet_view(*store, filter, morning()), frame).size();
  };
  constexpr std::size_t kMost = 100'000;
  EXPECT_LT(fleet({}), kMost);
  for (const TargetCondition state :
       {TargetCondition::kNotAudited, TargetCondition::kDrift, TargetCondition::kInSync})
    EXPECT_LT(fleet({"", state}), kMost);
  EXPECT_LT(group_page(*group_view(*store, shared_fingerprint(), morning()).view, frame).size(), kMost);
}

}  // namespace
}  // namespace tenon
