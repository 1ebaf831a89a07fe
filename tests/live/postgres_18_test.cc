#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/live/target.h"

namespace tenon::test::this_file {
namespace {

/// What PostgreSQL knows since 18, there and back; an older server is asked for what it has of it.
class Postgres18 : public ::testing::Test {
 protected:
  void SetUp() override {
    actual_ = make_target("postgresql");
    const Ran asked =
        actual_->run("DO $$ BEGIN ASSERT current_setting('server_version_num')::int >= 180000; END $$");
    is_18_ = asked.code == 0;
  }

  void expect_in_sync(const std::string& declared) {
    const Checked found = check(*actual_, declared);
    EXPECT_EQ(found.findings, std::vector<std::string>{}) << found.text;
    EXPECT_EQ(found.code, 0) << found.text;
  }

  /// From one schema to the other and back.
  void lead(const std::string& old_sql, const std::string& new_sql) {
    const auto wanted = make_target("postgresql");
    actual_ = make_target("postgresql");
    ASSERT_EQ(actual_->run(old_sql).err, "");
    ASSERT_EQ(wanted->run(new_sql).err, "");
    const TempFolder folder;
    const std::string before = folder.file("before.json");
    const std::string after = folder.file("after.json");
    ASSERT_EQ(tenon("inspect " + actual_->word() + " -o json=" + before).code, 0);
    ASSERT_EQ(tenon("inspect " + wanted->word() + " -o json=" + after).code, 0);
    const std::string base = generate_sql(*actual_, wanted->word(), folder.path().string(), "--allow all");
    ASSERT_FALSE(base.empty());
    ASSERT_EQ(actual_->run(read_file(base + ".up.sql")).err, "") << read_file(base + ".up.sql");
    expect_in_sync(wanted->word());
    expect_in_sync(after);
    ASSERT_EQ(actual_->run(read_file(base + ".down.sql")).err, "") << read_file(base + ".down.sql");
    expect_in_sync(before);
  }

  std::unique_ptr<Target> actual_;
  bool is_18_ = false;
};

TEST_F(Postgres18, ComparesTheNamesOfNotNullWhereTheServerHasThem) {
  const TempFolder folder;
  ASSERT_EQ(actual_->run("CREATE TABLE t (a int NOT NULL, b int CONSTRAINT mine NOT NULL);").err, "");
  const std::string declared = folder.file("schema.sql");
  write_file(declared, "CREATE TABLE t (a int NOT NULL, b int NOT NULL);");
  expect_in_sync(declared);
  write_file(declared, "CREATE TABLE t (a int CONSTRAINT yours NOT NULL, b int CONSTRAINT mine NOT NULL);");
  const std::vector<std::string> renamed{"change column:public.t.a"};
  EXPECT_EQ(check(*actual_, declared).findings, is_18_ ? renamed : std::vector<std::string>{});
}

TEST_F(Postgres18, ChangesNotNullInEveryWay) {
  const std::string plain = "CREATE TABLE t (a int NOT NULL, b int NOT NULL, c int, d int NOT NULL);";
  const std::string otherwise =
      "CREATE TABLE t (a int CONSTRAINT mine NOT NULL, b int, c int CONSTRAINT alone NOT NULL NO INHERIT,"
      " d int CONSTRAINT dd NOT NULL NO INHERIT); ALTER TABLE t ADD CONSTRAINT late NOT NULL b NOT VALID;";
  lead(plain, is_18_ ? otherwise : "CREATE TABLE t (a int NOT NULL, b int, c int NOT NULL, d int);");
}

TEST_F(Postgres18, ChangesWhatIsEnforced) {
  const std::string ck = "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (a int CHECK (a > 0)";
  lead(ck + " REFERENCES p, b int REFERENCES p);",
       is_18_ ? ck + " NOT ENFORCED REFERENCES p NOT ENFORCED, b int REFERENCES p);"
              : ck + ", b int REFERENCES p);");
}

TEST_F(Postgres18, ChangesVirtualColumns) {
  const std::string columns = "CREATE TABLE t (a int, b int, c int GENERATED ALWAYS AS (a + 1) ";
  lead("CREATE TABLE t (a int, b int, c int);", columns + (is_18_ ? "VIRTUAL);" : "STORED);"));
  if (is_18_) lead(columns + "STORED);", columns + "VIRTUAL);");
}

TEST_F(Postgres18, ChangesTemporalKeys) {
  const std::string start = "CREATE TABLE p (id int4range, v daterange, PRIMARY KEY (id, v";
  const std::string middle = ")); CREATE TABLE c (id int4range, v daterange, FOREIGN KEY (id, ";
  lead(start + middle + "v) REFERENCES p (id, v));",
       is_18_ ? start + " WITHOUT OVERLAPS" + middle + "PERIOD v) REFERENCES p (id, PERIOD v));"
              : start + ")); CREATE TABLE c (id int4range, v daterange);");
}

}  // namespace
}  // namespace tenon::test::this_file
