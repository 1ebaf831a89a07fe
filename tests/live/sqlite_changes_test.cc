#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "tests/support/shell.h"

namespace tenon::test::this_file {
namespace {

constexpr int kShards = 8;

/// Runs one of the tools over the example schema, one share of all changes.
Ran run_tool(const std::string& tool, const std::string& options, int shard) {
  const std::string data = TENON_TEST_DATA;
  return shell("TENON_BIN=" + shell_quoted(TENON_BIN) + " PYTHONDONTWRITEBYTECODE=1 python3 " +
               shell_quoted(data + "/../tools/" + tool) + " " +
               shell_quoted(data + "/live/sqlite_torture.sql") + " --shard " + std::to_string(shard) + "/" +
               std::to_string(kShards) + " " + options);
}

class SqliteChanges : public ::testing::TestWithParam<int> {};

TEST_P(SqliteChanges, AreFoundOneByOneAndNothingElseIs) {
  const Ran ran = run_tool("mutate_sqlite.py", "", GetParam());
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

/// TENON_TORTURE_ROWS and TENON_TORTURE_KILLS ask for more, such as a million rows and fifty.
std::string size() {
  const auto asked = [](const char* name, const char* otherwise) {
    const char* said = std::getenv(name);
    return std::string(said && *said ? said : otherwise);
  };
  return "--rows " + asked("TENON_TORTURE_ROWS", "300") + " --kills " + asked("TENON_TORTURE_KILLS", "1");
}

TEST_P(SqliteChanges, LoseNothingUnderTheShellAndLeaveTheDatabaseWholeWhenKilled) {
  const Ran ran = run_tool("torture_sqlite.py", "--ways shell " + size(), GetParam());
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

TEST(SqliteChangesUnderAlembic, LoseNothingAndLeaveTheDatabaseWholeWhenKilled) {
  const Ran ran = run_tool(
      "torture_sqlite.py",
      "--ways alembic --changes add_check,drop_column,change_ondelete,add_stored_column " + size(), 0);
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

INSTANTIATE_TEST_SUITE_P(Live, SqliteChanges, ::testing::Range(0, kShards));

}  // namespace
}  // namespace tenon::test::this_file
