// Scans the elements of a key or an index of SQLite.

#include "sql/sorted_list.h"

#include <span>

#include "sql/content.h"

namespace tenon {

namespace {

using Parts = std::span<const Token>;

// COLLATE binds tighter than any operator: after any other expression it belongs to the last operand only.
bool is_operand(Parts parts) {
  const std::size_t size = parts.size();
  if (size > 2 && is_word(parts[size - 2], "collate")) return is_operand(parts.first(size - 2));
  return size == 1 || is_wrapped(parts) || is_wrapped(parts.subspan(1));
}

bool is_constant(const Token& token) {
  for (const std::string_view word : {"null", "current_date", "current_time", "current_timestamp"})
    if (is_word(token, word)) return true;
  return false;
}

bool is_name(const Token& token) {
  if (token.kind == TokenKind::kString) return token.text.front() == '\'';
  return token.kind == TokenKind::kIdentifier || (token.kind == TokenKind::kWord && !is_constant(token));
}

/// Removes COLLATE and parentheses from the outside in, as long as there are any.
void take_apart(Parts parts, SortedElement& element) {
  while (true) {
    const std::size_t size = parts.size();
    if (is_wrapped(parts)) {
      parts = parts.subspan(1, size - 2);
    } else if (size > 2 && is_word(parts[size - 2], "collate") && is_operand(parts.first(size - 2))) {
      if (element.collation.empty()) element.collation = content(parts.back());
      parts = parts.first(size - 2);
    } else {
      break;
    }
  }
  element.expression = {parts.front().begin, parts.back().end};
  if (parts.size() == 1 && is_name(parts.front()))
    element.column = {content(parts.front()), element.expression};
}

SortedElement sorted_element(Parts parts) {
  SortedElement element;
  element.span = {parts.front().begin, parts.back().end};
  if (parts.size() > 2 && is_word(parts[parts.size() - 2], "nulls")) parts = parts.first(parts.size() - 2);
  element.descending = parts.size() > 1 && is_word(parts.back(), "desc");
  if (element.descending || (parts.size() > 1 && is_word(parts.back(), "asc")))
    parts = parts.first(parts.size() - 1);
  take_apart(parts, element);
  return element;
}

std::vector<Token> take_element(DdlCursor& cursor) {
  std::vector<Token> parts;
  for (std::size_t depth = 0; !cursor.at_end(); cursor.step()) {
    if (depth == 0 && (cursor.at_symbol(",") || cursor.at_symbol(")") || cursor.at_word("autoincrement")))
      break;
    if (cursor.at_symbol("(")) ++depth;
    if (cursor.at_symbol(")")) --depth;
    if (cursor.next().kind == TokenKind::kUnfinished) cursor.fail("a column or an expression");
    parts.push_back(cursor.next());
  }
  if (parts.empty()) cursor.fail("a column or an expression");
  return parts;
}

}  // namespace

std::vector<SortedElement> take_sorted_elements(DdlCursor& cursor) {
  cursor.expect_symbol("(");
  std::vector<SortedElement> elements;
  do {
    elements.push_back(sorted_element(take_element(cursor)));
  } while (cursor.take_symbol(","));
  return elements;
}

}  // namespace tenon
