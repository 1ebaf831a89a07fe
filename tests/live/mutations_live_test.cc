#include <gtest/gtest.h>

#include "tests/support/shell.h"

namespace tenon::test::this_file {
namespace {

/// tools/mutate over a schema of the tests; over schemas that others wrote it takes longer.
TEST(MutationsLive, AreEachFoundAloneAndUndone) {
  required_environment("TENON_TEST_POSTGRES");
  const std::string root = std::string(TENON_TEST_DATA) + "/..";
  const Ran ran = shell("TENON_BIN=" + std::string(TENON_BIN) + " python3 " + root + "/tools/mutate " + root +
                        "/tests/declare/sql --only constraints --most 8 --jobs 1");
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

}  // namespace
}  // namespace tenon::test::this_file
