// Derives words for names from expressions: the name of an index column, and the columns of a check.

#include "model/naming_words.h"

#include <algorithm>
#include <string_view>

namespace tenon {

namespace {

bool is_word(char c) {
  return c == '_' || c == '$' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80U;
}

/// A word or symbol of an expression; a string literal counts as one symbol.
struct Piece {
  std::string text;
  bool name = false;    ///< an identifier or a keyword
  bool quoted = false;  ///< then certainly an identifier
};

std::size_t end_of_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at++];
  for (; at < text.size(); ++at) {
    if (text[at] != quote) continue;
    if (at + 1 >= text.size() || text[at + 1] != quote) return at + 1;
    ++at;
  }
  return at;
}

std::string unquoted(std::string_view text) {
  std::string plain;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    plain += text[i];
    if (text[i] == text[0]) ++i;
  }
  return plain;
}

std::vector<Piece> pieces(std::string_view text) {
  std::vector<Piece> all;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    if (text[at] == '\'' || text[at] == kKeyQuote) {
      end = end_of_quoted(text, at);
      const bool name = text[at] == kKeyQuote;
      all.push_back({name ? unquoted(text.substr(at, end - at)) : "'", name, name});
    } else if (is_word(text[at])) {
      while (end < text.size() && is_word(text[end])) ++end;
      all.push_back({std::string(text.substr(at, end - at)), true, false});
    } else if (text[at] != ' ' && text[at] != '\n' && text[at] != '\t' && text[at] != '\r') {
      all.push_back({std::string(1, text[at]), false, false});
    }
    at = end;
  }
  return all;
}

/// Returns whether the piece after `at` is this symbol.
bool is_before(const std::vector<Piece>& all, std::size_t at, std::string_view symbol) {
  return at + 1 < all.size() && !all[at + 1].name && all[at + 1].text == symbol;
}

}  // namespace

std::string index_column_name(const Expression& expression) {
  const std::vector<Piece> all = pieces(expression.key);
  std::size_t at = 0;
  while (at < all.size() && all[at].name && is_before(all, at, ".")) at += 2;
  if (at >= all.size() || !all[at].name || !is_before(all, at, "(")) return "expr";
  int depth = 0;
  for (std::size_t i = at + 1; i < all.size(); ++i) {
    if (!all[i].name) depth += all[i].text == "(" ? 1 : all[i].text == ")" ? -1 : 0;
    if (depth == 0) return i + 1 == all.size() ? all[at].text : "expr";
  }
  return "expr";
}

std::vector<Name> columns_named(const Expression& expression, const Table& table) {
  const std::vector<Piece> all = pieces(expression.key);
  const auto named = [&](const Column& column) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!all[i].name || is_before(all, i, "(") || is_before(all, i, ".")) continue;
      if (all[i].text == column.name.key || (all[i].quoted && all[i].text == column.name.text)) return true;
    }
    return false;
  };
  std::vector<Name> found;
  for (const auto& column : table.columns)
    if (named(column)) found.push_back(column.name);
  return found;
}

}  // namespace tenon
