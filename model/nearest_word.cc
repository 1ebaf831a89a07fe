// Compares an unknown word with the known ones by edit distance.

#include "model/nearest_word.h"

#include <algorithm>
#include <numeric>

namespace tenon {

namespace {

char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (folded(a[i]) == folded(b[j]) ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& known) {
  const std::size_t near = std::max<std::size_t>(2, word.size() / 3);
  std::size_t least = near + 1;
  std::optional<std::string> found;
  for (const auto& candidate : known) {
    const std::size_t size = candidate.size();
    if (size > word.size() + near || size + near < word.size()) continue;
    const std::size_t edits = distance(word, candidate);
    if (edits >= least || edits >= std::max(size, word.size())) continue;
    least = edits;
    found = candidate;
  }
  return found;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  const auto near = nearest(word, known);
  return near ? "; did you mean \"" + *near + "\"?" : "";
}

std::string hint(std::string_view word, const std::vector<std::string>& known) {
  constexpr std::size_t kReadable = 30;
  if (std::string said = suggestion(word, known); !said.empty()) return said;
  if (known.empty() || known.size() > kReadable) return "";
  return "; known here: " + with_commas(known);
}

std::string with_commas(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

}  // namespace tenon
