#include "store/issue_book.h"

#include <gtest/gtest.h>

#include "tests/store/stores.h"

namespace tenon::this_file {
namespace {

using namespace tenon::test;
using namespace std::chrono_literals;

class Issues : public testing::TestWithParam<Engine> {
 protected:
  StorePlace place_{GetParam()};
  std::unique_ptr<Store> store_ = place_.open();
  IssueBook book_{*store_};
};

INSTANTIATE_TEST_SUITE_P(All, Issues, testing::Values(Engine::kSqlite, Engine::kPostgresql), engine_name);

TEST_P(Issues, AreTakenByOneProcess) {
  const std::unique_ptr<Store> other = place_.open();
  const IssueKey key{"issues", "7c1e"};
  EXPECT_TRUE(book_.take(key, "a", 1h));
  EXPECT_FALSE(IssueBook(*other).take(key, "b", 1h));
  EXPECT_TRUE(IssueBook(*other).take({"issues", "other"}, "b", 1h));
  EXPECT_TRUE(IssueBook(*other).take({"other", "7c1e"}, "b", 1h));
  IssueBook(*other).give_back(key, "b");
  EXPECT_FALSE(IssueBook(*other).take(key, "b", 1h));
  book_.give_back(key, "a");
  EXPECT_TRUE(IssueBook(*other).take(key, "b", 0ms));
  EXPECT_TRUE(book_.take(key, "a", 1h));
}

TEST_P(Issues, AreRememberedUntilTheyAreGone) {
  const IssueKey key{"issues", "7c1e"};
  EXPECT_EQ(book_.number(key), std::nullopt);
  book_.take(key, "a", 1h);
  book_.remember(key, 12);
  EXPECT_EQ(IssueBook(*place_.open()).number(key), 12);
  book_.remember(key, std::nullopt);
  EXPECT_EQ(book_.number(key), std::nullopt);
  EXPECT_EQ(faults_of(*store_), "");
}

TEST_P(Issues, AreAboutTheTargetsThatHaveTheDriftNow) {
  const AuditResult drifted = result_with({lost_cascade()}, 1);
  audit_night(*store_, 1, {drifted});
  EXPECT_EQ(book_.targets_of(drifted.fingerprint),
            (std::vector<DriftedTarget>{{drifted.target, {{"env", "prod"}}}}));
  EXPECT_TRUE(book_.targets_of("another").empty());
  audit_night(*store_, 2, {result_with({}, 2)});
  EXPECT_TRUE(book_.targets_of(drifted.fingerprint).empty());
}

}  // namespace
}  // namespace tenon::this_file
