#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/support/shell.h"

/// `tenon serve` from outside: tests/live/service.py drives it, a part a test.
namespace tenon::test::this_file {
namespace {

class Service : public testing::TestWithParam<std::string> {};

TEST_P(Service, IsAsItShouldBe) {
  const std::string script = (std::filesystem::path(TENON_TEST_DATA) / "live/service.py").string();
  const Ran ran =
      shell("/usr/bin/python3 " + shell_quoted(script) + " " + shell_quoted(TENON_BIN) + " " + GetParam());
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

INSTANTIATE_TEST_SUITE_P(Parts, Service,
                         testing::Values("scopes", "api", "stateless", "rules", "words", "log", "nothing",
                                         "repeats", "life", "docs", "storm", "engine", "targets", "webhooks"),
                         [](const auto& part) { return part.param; });

}  // namespace
}  // namespace tenon::test::this_file
