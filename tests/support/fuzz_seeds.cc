#include "tests/support/fuzz_seeds.h"

#include <filesystem>

#include "tests/support/shell.h"

namespace tenon::test {

std::size_t pass_seeds(const std::string& folder, int (*fuzz)(const std::uint8_t* data, std::size_t size)) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string seed = read_file(entry.path());
    for (std::size_t length = 0; length <= seed.size(); ++length)
      fuzz(reinterpret_cast<const std::uint8_t*>(seed.data()), length);
    ++count;
  }
  return count;
}

}  // namespace tenon::test
