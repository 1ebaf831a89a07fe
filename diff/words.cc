// Compares canonical keys by words, for what can be decided without a database.

#include "diff/words.h"

#include <algorithm>

#include "model/expression.h"

namespace tenon {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_byte(char c) {
  return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

/// Returns the next word of a canonical key: up to the next space outside quotes.
std::string_view next_word(std::string_view& rest) {
  char quote = 0;
  std::size_t end = 0;
  for (; end < rest.size() && (quote || rest[end] != ' '); ++end) {
    const char c = rest[end];
    if (quote ? c == quote : c == '\'' || c == kKeyQuote) quote = quote ? 0 : c;
  }
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

/// Accepts no leading zero, so that different spellings are different numbers.
bool is_number(std::string_view word) {
  return !word.empty() && word.size() < 19 && std::ranges::all_of(word, is_digit) &&
         (word[0] != '0' || word == "0");
}

}  // namespace

bool differ_in_numbers_only(std::string_view a, std::string_view b) {
  bool differ = false;
  while (!a.empty() && !b.empty()) {
    const std::string_view x = next_word(a), y = next_word(b);
    if (x == y) continue;
    if (!is_number(x) || !is_number(y)) return false;
    differ = true;
  }
  return differ && a.empty() && b.empty();
}

bool has_word(std::string_view text, std::string_view name) {
  if (name.empty()) return false;
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !is_word_byte(text[at - 1])) && (end == text.size() || !is_word_byte(text[end])))
      return true;
  }
  return false;
}

bool differ_in_schema_only(std::string_view a, std::string_view b) {
  const std::string_view longer = a.size() > b.size() ? a : b;
  const std::string_view shorter = a.size() > b.size() ? b : a;
  return longer.ends_with(shorter) && longer.substr(0, longer.size() - shorter.size()).ends_with('.') &&
         shorter.find('.') == std::string_view::npos;
}

}  // namespace tenon
