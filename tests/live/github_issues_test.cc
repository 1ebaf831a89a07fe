#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/support/postgres.h"
#include "tests/support/shell.h"

/// Webhooks that keep issues of GitHub, from outside: tests/live/github_issues.py drives them, a part a test.
namespace tenon::test::this_file {
namespace {

Ran driven(const std::string& part, const std::string& store = "") {
  const std::string script = (std::filesystem::path(TENON_TEST_DATA) / "live/github_issues.py").string();
  return shell("/usr/bin/python3 " + shell_quoted(script) + " " + shell_quoted(TENON_BIN) + " " + part +
               (store.empty() ? "" : " " + shell_quoted(store)));
}

class GithubIssues : public testing::TestWithParam<std::string> {};

TEST_P(GithubIssues, AreAsTheyShouldBe) {
  const Ran ran = driven(GetParam());
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

TEST(GithubIssuesOnPostgresql, AreAsTheyShouldBe) {
  for (const char* part : {"life", "at_once"}) {
    const TemporaryDatabase database;
    const Ran ran = driven(part, database.url());
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  }
}

INSTANTIATE_TEST_SUITE_P(Parts, GithubIssues, testing::Values("life", "faults", "late", "at_once", "test"),
                         [](const auto& part) { return part.param; });

}  // namespace
}  // namespace tenon::test::this_file
