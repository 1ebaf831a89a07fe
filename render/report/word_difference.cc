// Compares two texts word by word, so that a report can mark what differs.

#include "render/report/word_difference.h"

#include <algorithm>
#include <cstdint>

namespace tenon {

namespace {

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// Splits into words, runs of blanks, and single other characters.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    std::size_t size = 1;
    const auto run = [&](auto belongs) {
      while (size < text.size() && belongs(text[size])) ++size;
    };
    if (is_word_character(text.front()))
      run(is_word_character);
    else if (text.front() == ' ')
      run([](char c) { return c == ' '; });
    words.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return words;
}

using Words = std::vector<std::string_view>;

/// Lengths of the longest common parts of all ends of two lists of words.
class CommonLengths {
 public:
  CommonLengths(const Words& a, const Words& b) : width_(b.size() + 1), lengths_((a.size() + 1) * width_) {
    for (std::size_t i = a.size(); i-- > 0;)
      for (std::size_t j = b.size(); j-- > 0;)
        lengths_[i * width_ + j] = a[i] == b[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
  }
  std::uint32_t at(std::size_t i, std::size_t j) const { return lengths_[i * width_ + j]; }

 private:
  std::size_t width_;
  std::vector<std::uint32_t> lengths_;
};

void add_piece(std::vector<MarkedWords>& pieces, std::string_view text, bool differs) {
  if (!pieces.empty() && pieces.back().differs == differs)
    pieces.back().text += text;
  else
    pieces.push_back({std::string(text), differs});
}

/// Returns the pieces with one mark over differing words and the blanks between them; a mark begins and ends
/// with a word.
std::vector<MarkedWords> tidied(const std::vector<MarkedWords>& pieces) {
  std::vector<MarkedWords> joined;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const bool is_blank = pieces[i].text.find_first_not_of(' ') == std::string::npos;
    const bool is_between = i > 0 && i + 1 < pieces.size();
    add_piece(joined, pieces[i].text, pieces[i].differs || (is_blank && is_between));
  }
  std::vector<MarkedWords> out;
  for (const MarkedWords& piece : joined) {
    const std::string_view text = piece.text;
    const std::size_t begin = text.find_first_not_of(' ');
    if (!piece.differs || begin == std::string_view::npos) {
      add_piece(out, text, piece.differs);
      continue;
    }
    const std::size_t end = text.find_last_not_of(' ') + 1;
    if (begin > 0) add_piece(out, text.substr(0, begin), false);
    add_piece(out, text.substr(begin, end - begin), true);
    if (end < text.size()) add_piece(out, text.substr(end), false);
  }
  return out;
}

void add_middle(WordDifference& out, const Words& a, const Words& b) {
  constexpr std::size_t kMostCells = 4'000'000;
  if (a.size() * b.size() > kMostCells) {
    for (const std::string_view word : a) add_piece(out.declared, word, true);
    for (const std::string_view word : b) add_piece(out.actual, word, true);
    return;
  }
  const CommonLengths common(a, b);
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    const bool is_common = i < a.size() && j < b.size() && a[i] == b[j];
    const bool takes_a =
        is_common || j == b.size() || (i < a.size() && common.at(i + 1, j) >= common.at(i, j + 1));
    if (takes_a) add_piece(out.declared, a[i++], !is_common);
    if (is_common || !takes_a) add_piece(out.actual, b[j++], !is_common);
  }
}

}  // namespace

WordDifference word_difference(std::string_view declared, std::string_view actual) {
  Words a = words_of(declared);
  Words b = words_of(actual);
  std::size_t head = 0;
  while (head < std::min(a.size(), b.size()) && a[head] == b[head]) ++head;
  std::size_t tail = 0;
  while (tail < std::min(a.size(), b.size()) - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
    ++tail;
  WordDifference out;
  for (std::size_t i = 0; i < head; ++i) {
    add_piece(out.declared, a[i], false);
    add_piece(out.actual, b[i], false);
  }
  const auto middle = [&](const Words& all) {
    return Words(all.begin() + static_cast<std::ptrdiff_t>(head),
                 all.end() - static_cast<std::ptrdiff_t>(tail));
  };
  add_middle(out, middle(a), middle(b));
  for (std::size_t i = tail; i > 0; --i) {
    add_piece(out.declared, a[a.size() - i], false);
    add_piece(out.actual, b[b.size() - i], false);
  }
  return {tidied(out.declared), tidied(out.actual)};
}

}  // namespace tenon
