// Globs over texts: a pattern and a text in, whether they match out.

#include "model/glob.h"

#include <cstddef>
#include <vector>

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

namespace {

std::vector<std::string_view> characters_of(std::string_view text) {
  std::vector<std::string_view> all;
  for (; !text.empty(); text.remove_prefix(all.back().size()))
    all.push_back(text.substr(0, bytes_of_character(text)));
  return all;
}

bool may_be_equal(std::string_view a, std::string_view b) { return a == b || a == "?" || b == "?"; }

}  // namespace

bool globs_meet(std::string_view a, std::string_view b) {
  const std::vector<std::string_view> left = characters_of(a);
  const std::vector<std::string_view> right = characters_of(b);
  // meet[j]: what is left of `a`, and `b` from its j-th character on, have a text in common.
  std::vector<bool> meet(right.size() + 1);
  for (std::size_t i = left.size() + 1; i-- > 0;) {
    const std::vector<bool> behind = meet;
    for (std::size_t j = right.size() + 1; j-- > 0;) {
      const bool a_goes_on = i < left.size();
      const bool b_goes_on = j < right.size();
      if ((a_goes_on && left[i] == "*") || (b_goes_on && right[j] == "*"))
        meet[j] = (a_goes_on && behind[j]) || (b_goes_on && meet[j + 1]);
      else if (a_goes_on && b_goes_on)
        meet[j] = may_be_equal(left[i], right[j]) && behind[j + 1];
      else
        meet[j] = a_goes_on == b_goes_on;
    }
  }
  return meet[0];
}

}  // namespace tenon
