#include <gtest/gtest.h>

#include <sstream>

#include "tests/live/target.h"

namespace tenon::this_file {
namespace {

/// Tables that refer to the one before, every name of which is left to the server.
constexpr const char* kTables = R"(
DO $$ BEGIN FOR i IN 1..{tables} LOOP
  EXECUTE format('CREATE TABLE t%s (id integer PRIMARY KEY, code text UNIQUE, parent integer REFERENCES t%s,
                  total integer CHECK (total > 0))', i, greatest(i - 1, 1));
  EXECUTE format('CREATE INDEX ON t%s (parent)', i);
  EXECUTE format('INSERT INTO t%s VALUES (1, ''a'', 1, 1)', i);
END LOOP; END $$;
)";

constexpr const char* kConvention = R"({"naming_convention": {
  "pk": "pk_%(table_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s",
  "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
  "ck": "ck_%(table_name)s_%(constraint_name)s", "ix": "ix_%(table_name)s_%(column_0_N_name)s"}})";

/// `lock relation-kind` of everything that a script holds before it commits, apart from the catalog's own.
constexpr const char* kLocks = R"(
SELECT DISTINCT l.mode, c.relkind FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
 WHERE l.pid = pg_backend_pid() AND c.relnamespace = 'public'::regnamespace AND l.mode <> 'AccessShareLock'
 ORDER BY 1, 2;
ROLLBACK;
)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

class AdoptedConvention : public testing::Test {
 protected:
  void SetUp() override {
    const std::string tables = replaced(kTables, "{tables}", "40");
    ASSERT_EQ(target_->run(tables).code, 0);
    test::write_file(folder_.file("convention.json"), kConvention);
    line_ = "names " + target_->word() + " --convention " + folder_.file("convention.json");
    const test::Ran written = test::tenon(line_ + " --rename --rev-id 1 --dir " + folder_.file("m"));
    ASSERT_EQ(written.code, 0) << written.err;
    up_ = test::read_file(folder_.file("m/1_adopt_the_naming_convention.up.sql"));
    down_ = test::read_file(folder_.file("m/1_adopt_the_naming_convention.down.sql"));
  }

  std::unique_ptr<test::Target> target_ = test::make_target("postgresql");
  test::TempFolder folder_;
  std::string line_;
  std::string up_;
  std::string down_;
};

TEST_F(AdoptedConvention, IsRenamesAloneThereAndBack) {
  std::size_t statements = 0;
  std::istringstream lines(up_);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("ALTER")) continue;
    ++statements;
    EXPECT_TRUE(line.find(" RENAME ") != std::string::npos) << line;
  }
  EXPECT_EQ(statements, 40U * 5U);
  const std::string before = target_->dump();
  ASSERT_EQ(target_->run(up_).code, 0);
  EXPECT_EQ(test::tenon(line_).code, 0);
  EXPECT_EQ(test::tenon(line_ + " --rename --dir " + folder_.file("m")).code, 3);
  ASSERT_EQ(target_->run(down_).code, 0);
  EXPECT_EQ(test::dump_difference(*target_, before, target_->dump()), "");
}

TEST_F(AdoptedConvention, IsWhatABeginningGuesses) {
  ASSERT_EQ(target_->run(up_).code, 0);
  const std::string schema = folder_.file("schema.json");
  const test::Ran ran = test::tenon("init " + target_->word() + " -o text -o json=" + schema);
  ASSERT_EQ(ran.code, 0) << ran.err;
  for (const char* line : {"pk_%(table_name)s ", "ck_%(table_name)s_%(constraint_name)s ", "40 of 40 (100%)"})
    EXPECT_NE(ran.out.find(line), std::string::npos) << line << "\n" << ran.out;
  EXPECT_NE(test::read_file(schema).find("\"fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s\""),
            std::string::npos);
  EXPECT_EQ(test::check(*target_, schema).code, 0);
}

TEST_F(AdoptedConvention, LocksNoTableForItsIndexes) {
  const test::Ran ran = target_->run(replaced(up_, "COMMIT;", kLocks));
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("ShareUpdateExclusiveLock | i"), std::string::npos) << ran.out;
  EXPECT_EQ(ran.out.find("AccessExclusiveLock      | i"), std::string::npos) << ran.out;
  // A check and a foreign key can be renamed in no other way.
  EXPECT_NE(ran.out.find("AccessExclusiveLock      | r"), std::string::npos) << ran.out;
}

}  // namespace
}  // namespace tenon::this_file
