#include "audit/ack.h"

#include <gtest/gtest.h>

#include "audit/fingerprint.h"
#include "model/error.h"
#include "tests/audit/results.h"

namespace tenon {
namespace {

using test::ack_of;
using test::lost_cascade;
using test::night;
using test::result_with;
using test::unexpected_index;

TEST(Ack, CoversByGlobAndSelector) {
  const std::map<std::string, std::string> labels = {{"env", "prod"}, {"region", "eu"}};
  struct Case {
    const char* key;
    const char* selector;
    bool covers;
  };
  const Case cases[] = {{"index:public.audit_log.*", "*", true},
                        {"index:public.audit_log.a", "tenant-*", true},
                        {"*", "env=prod", true},
                        {"*", "env=p*", true},
                        {"*", "env=test", false},
                        {"*", "owner=prod", false},
                        {"index:public.audit_log.b", "*", false},
                        {"foreign_key:*", "*", false},
                        {"*", "tenant-2", false},
                        {"*", "", false}};
  for (const Case& c : cases)
    EXPECT_EQ(covers(ack_of(c.key, c.selector, night(9)), unexpected_index("a"), "tenant-1", labels),
              c.covers)
        << c.key << " on " << c.selector;
}

TEST(Ack, NeverCoversWhatCouldNotBeCompared) {
  StoredFinding unknown = unexpected_index("a");
  unknown.op = "unknown";
  EXPECT_FALSE(covers(ack_of("*", "*", night(9)), unknown, "t", {}));
}

TEST(Ack, HasNoEffectFromItsEndOn) {
  const Ack ack = ack_of("*", "*", night(9));
  EXPECT_TRUE(is_active(ack, night(9) - std::chrono::microseconds(1)));
  EXPECT_FALSE(is_active(ack, night(9)));
  EXPECT_TRUE(is_about_to_end(ack, night(3), 7));
  EXPECT_FALSE(is_about_to_end(ack, night(1), 7));
  EXPECT_FALSE(is_about_to_end(ack, night(10), 7));
  Ack ended = ack;
  ended.ended = night(2);
  EXPECT_TRUE(is_active(ended, night(1)));
  EXPECT_FALSE(is_active(ended, night(2)));
}

TEST(Ack, DecidesTheOutcome) {
  const Ack indexes = ack_of("index:*", "*", night(9));
  const Ack all = ack_of("*", "*", night(9));
  const std::vector<StoredFinding> both = {lost_cascade(), unexpected_index("a")};
  EXPECT_EQ(result_with({}, 1).outcome, AuditOutcome::kInSync);
  EXPECT_EQ(result_with(both, 1).outcome, AuditOutcome::kDrift);
  EXPECT_EQ(result_with(both, 1, "orders", {all}).outcome, AuditOutcome::kAcknowledged);
  EXPECT_EQ(result_with(both, 10, "orders", {all}).outcome, AuditOutcome::kDrift);

  const AuditResult partly = result_with(both, 1, "orders", {indexes});
  EXPECT_EQ(partly.outcome, AuditOutcome::kDrift);
  EXPECT_EQ(partly.acknowledged, 1);
  EXPECT_EQ(partly.ack_ids, std::vector<std::int64_t>{1});
  EXPECT_EQ(partly.fingerprint, result_with({lost_cascade()}, 1).fingerprint);
  EXPECT_EQ(partly.full_fingerprint, result_with(both, 1).fingerprint);
}

TEST(Ack, LeavesUnknownUnknown) {
  StoredFinding unknown = lost_cascade();
  unknown.op = "unknown";
  const AuditResult result =
      result_with({unknown, unexpected_index("a")}, 1, "orders", {ack_of("index:*", "*", night(9))});
  EXPECT_EQ(result.outcome, AuditOutcome::kError);
  EXPECT_EQ(result.error->reason, "not_modelled");
}

TEST(Ack, WantsReasonOwnerAndEnd) {
  const Ack whole = ack_of("*", "*", night(9));
  EXPECT_NO_THROW(require_complete(whole));
  std::vector<Ack> lacking(5, whole);
  lacking[0].finding_key = "";
  lacking[1].selector = " ";
  lacking[2].reason = "\t";
  lacking[3].owner = "";
  lacking[4].ends = whole.created;
  for (const Ack& ack : lacking) EXPECT_THROW(require_complete(ack), Error);
}

}  // namespace
}  // namespace tenon
