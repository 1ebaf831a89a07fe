#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace tenon::test {

/// Gives every seed in `folder`, and every piece of it from its beginning, to a fuzzer's function. How many
/// seeds there were.
std::size_t pass_seeds(const std::string& folder, int (*fuzz)(const std::uint8_t* data, std::size_t size));

}  // namespace tenon::test
