// Finds the known word that an unknown one was meant to be: a word and those that are known in, a hint out.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// Returns the known word with the smallest edit distance (Levenshtein), if it is close enough to be meant.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& known);

/// Returns `; did you mean "public"?`, or nothing if no known word is close.
std::string suggestion(std::string_view word, const std::vector<std::string>& known);

/// Returns the end of a message about an unknown word: `; did you mean "nullable"?`, or the known words if
/// none is close and they are few.
std::string hint(std::string_view word, const std::vector<std::string>& known);

/// Returns words with commas between them.
std::string with_commas(const std::vector<std::string>& words);

}  // namespace tenon
