#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <string>

#include "tests/support/shell.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace tenon {
namespace {

TEST(SqlFuzz, PassesItsSeedsAndEveryPieceOfThem) {
  std::size_t count = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(TENON_TEST_DATA) + "/fuzz/seeds")) {
    const std::string seed = test::read_file(entry.path());
    for (std::size_t length = 0; length <= seed.size(); ++length)
      LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(seed.data()), length);
    ++count;
  }
  EXPECT_GT(count, 20U);
}

}  // namespace
}  // namespace tenon
