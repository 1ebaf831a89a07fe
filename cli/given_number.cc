// Reads numbers among the words of a command line.

#include "cli/given_number.h"

#include <charconv>

#include "model/error.h"

namespace tenon {

std::int64_t given_number(const std::string& word, const std::string& wanted) {
  std::int64_t number = 0;
  const char* end = word.data() + word.size();
  const auto [stopped, fault] = std::from_chars(word.data(), end, number);
  if (fault == std::errc() && stopped == end && !word.empty()) return number;
  throw Error(Fault::kUsage, wanted + "; found \"" + word + "\"");
}

}  // namespace tenon
