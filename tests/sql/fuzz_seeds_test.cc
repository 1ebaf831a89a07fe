#include <gtest/gtest.h>

#include <string>

#include "tests/support/fuzz_seeds.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace tenon::this_file {
namespace {

TEST(SqlFuzz, PassesItsSeedsAndEveryPieceOfThem) {
  EXPECT_GT(test::pass_seeds(std::string(TENON_TEST_DATA) + "/fuzz/seeds", LLVMFuzzerTestOneInput), 20U);
}

}  // namespace
}  // namespace tenon::this_file
