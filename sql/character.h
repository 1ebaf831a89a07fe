// Classifies characters as the lexers of both databases do.

#pragma once

#include <string>
#include <string_view>

namespace tenon {

// These functions classify characters as the lexers of both databases do, in every locale: each byte above
// ASCII is a letter.

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
constexpr bool is_word_start(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_word_part(char c) { return is_word_start(c) || is_digit(c) || c == '$'; }

/// Folds ASCII letters to lower case, and keeps every other byte.
inline std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}
inline std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = upper(c);
  return out;
}

}  // namespace tenon
