// How the objects of two sides are matched: the words of `match`, and what each stands for.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// What makes a constraint of one side that of the other. Names that nobody chose are matched by definition
/// in any case.
enum class MatchBy {
  kName,                ///< its name alone: another name is a drop and an addition
  kNameThenDefinition,  ///< its name, else its definition: the same under another name is a rename
};

/// Returns `name` and `name-then-definition`.
const std::vector<std::string>& match_words();
std::string_view to_string(MatchBy match);
/// Returns what a word stands for. REQUIRES: it is one of match_words().
MatchBy match_named(std::string_view word);

}  // namespace tenon
