// Positions in a text, and why a statement is not understood.

#pragma once

#include <cstddef>
#include <string_view>

namespace tenon {

/// The position of a part of a text: bytes [begin, end).
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool empty() const { return begin == end; }
  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
  friend bool operator==(const Span&, const Span&) = default;
};

/// The reason why a statement was not understood, and the position in it.
struct NotUnderstood {
  std::string_view wanted;  ///< "a column name", "the end of the statement" ...
  Span found;               ///< the unexpected token; empty at the end of the text

  friend bool operator==(const NotUnderstood&, const NotUnderstood&) = default;
};

}  // namespace tenon
