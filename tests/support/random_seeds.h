#pragma once

#include <cstdint>

namespace tenon::test {

/// The seeds that a random test runs.
struct Seeds {
  std::uint64_t first = 1;
  std::uint64_t count = 0;
  bool were_chosen = false;  ///< by the environment: all of them run, whatever fails
};

/// The first `count` seeds, or those of TENON_RANDOM_SEEDS=FIRST:COUNT.
Seeds chosen_seeds(std::uint64_t count);

}  // namespace tenon::test
