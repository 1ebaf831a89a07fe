// Finds lines and columns of JSON tokens and bytes, and excerpts for messages.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "declare/json/json_value.h"

namespace tenon {

/// Walks over JSON text that a parser reads at the same time: each call of next() goes to the next token
/// (brackets, keys and values; commas and colons are none).
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

/// The place of a byte.
Place place_of(std::string_view text, std::size_t offset);

/// The line that a byte is on, cut to what fits on a screen, and a caret under the byte; two lines, indented.
std::string pointed_at(std::string_view text, std::size_t offset);

}  // namespace tenon
