// Compares two texts word by word, so that a report can mark what differs.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// A piece of a text, and whether the other text has it too.
struct MarkedWords {
  std::string text;
  bool differs = false;

  friend bool operator==(const MarkedWords&, const MarkedWords&) = default;
};

/// Two texts in pieces; the pieces of a side joined are its text.
struct WordDifference {
  std::vector<MarkedWords> declared;
  std::vector<MarkedWords> actual;
};

/// Returns both texts with the words marked that are not in their longest common part. Very long texts are
/// compared by their beginnings and ends only.
WordDifference word_difference(std::string_view declared, std::string_view actual);

}  // namespace tenon
