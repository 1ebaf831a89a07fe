#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/support/shell.h"

/// The pages of a running `tenon serve` in a browser: tests/live/dashboard.py uses them, a part a test.
namespace tenon::test::this_file {
namespace {

class Dashboard : public testing::TestWithParam<std::string> {};

TEST_P(Dashboard, IsAsAPersonNeedsIt) {
  const std::string script = (std::filesystem::path(TENON_TEST_DATA) / "live/dashboard.py").string();
  const char* screenshots = std::getenv("TENON_SCREENSHOTS");  // a folder, for people who look at them
  const Ran ran = shell("/usr/bin/python3 " + shell_quoted(script) + " " + shell_quoted(TENON_BIN) + " " +
                        shell_quoted(required_environment("TENON_AXE")) + " " + GetParam() +
                        (screenshots ? " --screenshots " + shell_quoted(screenshots) : ""));
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

INSTANTIATE_TEST_SUITE_P(Parts, Dashboard,
                         testing::Values("walk", "walk_without_scripts", "pages", "errors", "away"),
                         [](const auto& part) { return part.param; });

}  // namespace
}  // namespace tenon::test::this_file
