// Finds lines and columns of JSON tokens and bytes, and excerpts for messages.

#include "declare/json/json_place.h"

#include <algorithm>

namespace tenon {

namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

void step(Place& place, char c) {
  if (c == '\n') {
    ++place.line;
    place.column = 1;
  } else if (!is_continuation(c)) {
    ++place.column;
  }
}

}  // namespace

void JsonTokens::advance(std::size_t to) {
  for (; at_ < to; ++at_) step(place_, text_[at_]);
}

std::size_t JsonTokens::end_of_token(std::size_t begin) const {
  constexpr std::string_view kBrackets = "{}[]";
  constexpr std::string_view kEnds = " \t\r\n,:{}[]";
  if (kBrackets.find(text_[begin]) != std::string_view::npos) return begin + 1;
  if (text_[begin] != '"') return std::min(text_.find_first_of(kEnds, begin), text_.size());
  std::size_t end = begin + 1;
  while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
  return std::min(end + 1, text_.size());
}

JsonTokens::Token JsonTokens::next() {
  const std::size_t begin = std::min(text_.find_first_not_of(" \t\r\n,:", at_), text_.size());
  advance(begin);
  if (begin == text_.size()) return {place_, text_.substr(begin)};
  const Token token{place_, text_.substr(begin, end_of_token(begin) - begin)};
  advance(begin + token.text.size());
  return token;
}

Place place_of(std::string_view text, std::size_t offset) {
  Place place;
  for (const char c : text.substr(0, offset)) step(place, c);
  return place;
}

std::string pointed_at(std::string_view text, std::size_t offset) {
  constexpr std::size_t kAround = 60;
  offset = std::min(offset, text.size());
  const std::size_t before = text.substr(0, offset).find_last_of("\r\n");
  std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  std::size_t end = std::min(text.find_first_of("\r\n", offset), text.size());
  if (offset - begin > kAround) begin = offset - kAround;
  if (end - offset > kAround) end = offset + kAround;
  while (begin < offset && is_continuation(text[begin])) ++begin;
  while (end > offset && end < text.size() && is_continuation(text[end])) --end;
  std::string line(text.substr(begin, end - begin));
  std::string caret;
  for (const char c : text.substr(begin, offset - begin))
    if (!is_continuation(c)) caret += c == '\t' ? '\t' : ' ';
  return "    " + line + "\n    " + caret + "^";
}

}  // namespace tenon
