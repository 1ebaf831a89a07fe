#include "service/views/group_migration.h"

#include <gtest/gtest.h>

#include "tests/service/fleet.h"

namespace tenon {
namespace {

using namespace tenon::test;

class GroupMigrations : public testing::Test {
 protected:
  AuditTarget target_with(const std::string& declared) {
    write_file(folder_.file("shop.json"), declared);
    AuditTarget target;
    target.name = "orders";
    target.request.actual = {SourceArgument("postgresql://nobody@nowhere.invalid/none")};
    target.request.declared = {SourceArgument(folder_.file("shop.json"))};
    return target;
  }
  static StoredSnapshot found() { return {7, "orders", night(0), "", shop_snapshot(1)}; }

  TempFolder folder_;
};

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

TEST_F(GroupMigrations, LeadFromWhatWasFoundToWhatIsDeclaredNow) {
  const std::string declared = replaced(shop_snapshot(1), R"({"name": "fk_orders_user_id_users",)",
                                        R"({"name": "fk_orders_user_id_users", "ondelete": "CASCADE",)");
  const GroupMigration made = group_migration(target_with(declared), found(), "tenon generate");
  EXPECT_NE(made.script.find("ON DELETE CASCADE"), std::string::npos) << made.script << made.problem;
  EXPECT_EQ(made.problem, "");
  EXPECT_EQ(made.command, "tenon generate");
}

TEST_F(GroupMigrations, SayWhatTheyDestroy) {
  const GroupMigration made = group_migration(target_with(shop_snapshot()), found(), "");
  EXPECT_NE(made.script.find("DROP TABLE"), std::string::npos) << made.script;
  EXPECT_EQ(made.problem, "it destroys what no script gives back: drop_table");
}

TEST_F(GroupMigrations, SayWhyThereIsNone) {
  EXPECT_NE(
      group_migration(target_with(shop_snapshot(1)), found(), "").problem.find("audit the targets again"),
      std::string::npos);
  EXPECT_NE(group_migration(target_with("{"), found(), "").problem.find("shop.json:1"), std::string::npos);
  AuditTarget unknown;
  unknown.failure = Failure{Reason::kRights, "ORDERS_URL is not set", 1};
  EXPECT_EQ(group_migration(unknown, found(), "").problem, "ORDERS_URL is not set");
}

}  // namespace
}  // namespace tenon
