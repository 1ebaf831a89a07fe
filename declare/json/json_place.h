// Finds lines and columns of JSON tokens and bytes, and excerpts for messages.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "declare/json/json_value.h"

namespace tenon {

/// Walks over JSON text in step with a parser: each call of next() returns the next token (brackets, keys and
/// values, but not commas and colons).
class JsonTokens {
 public:
  explicit JsonTokens(std::string_view text) : text_(text) {}

  struct Token {
    Place place;
    std::string_view text;
  };
  Token next();

 private:
  std::size_t end_of_token(std::size_t begin) const;
  void advance(std::size_t to);

  std::string_view text_;
  std::size_t at_ = 0;
  Place place_;
};

/// Returns the line and column of a byte.
Place place_of(std::string_view text, std::size_t offset);

/// Returns the line of a byte, shortened to the width of a screen, and a caret below the byte: two indented
/// lines.
std::string pointed_at(std::string_view text, std::size_t offset);

}  // namespace tenon
