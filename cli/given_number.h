// Numbers among the words of a command line.

#pragma once

#include <cstdint>
#include <string>

namespace tenon {

/// Returns the number that a word is. Throws Error(kUsage) with what is wanted for any other word.
std::int64_t given_number(const std::string& word, const std::string& wanted);

}  // namespace tenon
