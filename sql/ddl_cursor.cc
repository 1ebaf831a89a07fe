// Walks over the tokens of a SQLite statement.

#include "sql/ddl_cursor.h"

#include "model/dialect.h"
#include "sql/content.h"

namespace tenon {

DdlCursor::DdlCursor(std::string_view sql) : tokens_(tokens(sql, kSqlite)), length_(sql.size()) {}

bool DdlCursor::at_word(std::string_view keyword, std::size_t ahead) const {
  return at_ + ahead < tokens_.size() && is_word(tokens_[at_ + ahead], keyword);
}

bool DdlCursor::at_symbol(std::string_view symbol, std::size_t ahead) const {
  return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].kind == TokenKind::kSymbol &&
         tokens_[at_ + ahead].text == symbol;
}

bool DdlCursor::take_word(std::string_view keyword) {
  if (!at_word(keyword)) return false;
  ++at_;
  return true;
}

bool DdlCursor::take_symbol(std::string_view symbol) {
  if (!at_symbol(symbol)) return false;
  ++at_;
  return true;
}

void DdlCursor::expect_word(std::string_view keyword) {
  if (!take_word(keyword)) fail(keyword);
}

void DdlCursor::expect_symbol(std::string_view symbol) {
  if (!take_symbol(symbol)) fail(symbol);
}

ScannedName DdlCursor::take_name(std::string_view wanted) {
  if (at_end()) fail(wanted);
  const Token& token = next();
  const bool blob = token.kind == TokenKind::kString && token.text.front() != '\'';
  const bool name = token.kind == TokenKind::kWord || token.kind == TokenKind::kIdentifier ||
                    token.kind == TokenKind::kString;
  if (!name || blob) fail(wanted);
  step();
  return {content(token), {token.begin, token.end}};
}

Span DdlCursor::take_parentheses() {
  expect_symbol("(");
  const std::size_t begin = behind();
  for (std::size_t depth = 1; !at_end(); step()) {
    if (next().kind == TokenKind::kUnfinished) break;
    if (at_symbol("(")) ++depth;
    if (!at_symbol(")") || --depth > 0) continue;
    const std::size_t end = here();
    step();
    return {begin, end};
  }
  fail(")");
}

void DdlCursor::expect_end() {
  while (take_symbol(";")) {
  }
  if (!at_end()) fail("the end of the statement");
}

std::size_t DdlCursor::here() const { return at_end() ? length_ : tokens_[at_].begin; }

void DdlCursor::fail(std::string_view wanted) const {
  const Span found = at_end() ? Span{length_, length_} : Span{next().begin, next().end};
  throw NotUnderstood{wanted, found};
}

}  // namespace tenon
