#include "tests/support/random_seeds.h"

#include <cstdlib>
#include <string>

namespace tenon::test {

Seeds chosen_seeds(std::uint64_t count) {
  const char* said = std::getenv("TENON_RANDOM_SEEDS");
  if (!said) return {.count = count};
  const std::string text = said;
  const auto colon = text.find(':');
  return {std::stoull(text), colon == std::string::npos ? 1 : std::stoull(text.substr(colon + 1)), true};
}

}  // namespace tenon::test
