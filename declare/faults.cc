// Collects the faults of declared files with their places and throws them as one Error.

#include "declare/faults.h"

#include <algorithm>
#include <numeric>
#include <sstream>
#include <tuple>

#include "model/error.h"

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

std::string listed(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

}  // namespace

void Faults::add(const Source& at, std::string what, std::string excerpt) {
  faults_.push_back({at, std::move(what), std::move(excerpt)});
}

void Faults::raise() const {
  if (faults_.empty()) return;
  std::vector<Entry> sorted = faults_;
  std::ranges::stable_sort(sorted, [](const Entry& a, const Entry& b) {
    return std::tie(a.at.path, a.at.line, a.at.column) < std::tie(b.at.path, b.at.line, b.at.column);
  });
  std::vector<std::string> messages;
  for (const auto& entry : sorted) {
    messages.push_back(shown(entry.at) + ": " + entry.what);
    std::istringstream excerpt(entry.excerpt);
    for (std::string line; std::getline(excerpt, line);) messages.push_back(line);
  }
  throw Error(Fault::kDeclaration, messages);
}

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

std::string hint(std::string_view word, const std::vector<std::string>& known) {
  constexpr std::size_t kReadable = 24;
  if (const auto near = nearest(word, known)) return "; did you mean \"" + *near + "\"?";
  if (known.empty() || known.size() > kReadable) return "";
  return "; known here: " + listed(known);
}

}  // namespace tenon
