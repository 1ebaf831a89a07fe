// How the objects of two sides are matched: the words of `match`, and what each stands for.

#include "model/match_by.h"

namespace tenon {

const std::vector<std::string>& match_words() {
  static const std::vector<std::string> words{"name", "name-then-definition"};
  return words;
}

std::string_view to_string(MatchBy match) { return match_words().at(static_cast<std::size_t>(match)); }

MatchBy match_named(std::string_view word) {
  return word == match_words().front() ? MatchBy::kName : MatchBy::kNameThenDefinition;
}

}  // namespace tenon
