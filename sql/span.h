// Positions in a text, and why a statement is not understood.

#pragma once

#include <cstddef>
#include <string_view>

namespace tenon {

/// Where a piece of a text stands: bytes [begin, end).
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool empty() const { return begin == end; }
  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
  friend bool operator==(const Span&, const Span&) = default;
};

/// Why a statement was not understood, and where in it.
struct NotUnderstood {
  std::string_view wanted;  ///< "a column name", "the end of the statement" ...
  Span found;               ///< the token in the way; empty at the end of the text

  friend bool operator==(const NotUnderstood&, const NotUnderstood&) = default;
};

}  // namespace tenon
