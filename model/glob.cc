// Globs over texts: a pattern and a text in, whether they match out.

#include "model/glob.h"

#include <cstddef>

namespace tenon {

namespace {

/// Returns the number of bytes of the first character.
std::size_t bytes_of_character(std::string_view text) {
  std::size_t n = 1;
  while (n < text.size() && (text[n] & 0xC0) == 0x80) ++n;
  return n;
}

}  // namespace

bool glob_matches(std::string_view glob, std::string_view text) {
  std::string_view after_star, retry;
  bool starred = false;
  while (!text.empty()) {
    if (!glob.empty() && glob[0] == '*') {
      glob.remove_prefix(1);
      after_star = glob;
      retry = text;
      starred = true;
    } else if (!glob.empty() && (glob[0] == '?' || glob[0] == text[0])) {
      text.remove_prefix(glob[0] == '?' ? bytes_of_character(text) : 1);
      glob.remove_prefix(1);
    } else if (starred) {
      retry.remove_prefix(bytes_of_character(retry));
      text = retry;
      glob = after_star;
    } else {
      return false;
    }
  }
  return glob.find_first_not_of('*') == std::string_view::npos;
}

}  // namespace tenon
