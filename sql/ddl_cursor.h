// Walks over the tokens of a SQLite statement.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/create_table.h"
#include "sql/span.h"
#include "sql/token.h"

namespace tenon {

/// Walks over the tokens of one statement in SQLite's syntax. Throws a NotUnderstood for unexpected tokens,
/// which the scanners catch and return.
class DdlCursor {
 public:
  explicit DdlCursor(std::string_view sql);

  /// Returns whether the next token (or one further ahead) is this keyword, or this symbol.
  bool at_word(std::string_view keyword, std::size_t ahead = 0) const;
  bool at_symbol(std::string_view symbol, std::size_t ahead = 0) const;
  bool at_end() const { return at_ == tokens_.size(); }
  /// Takes the next token. REQUIRES: not at the end.
  const Token& next() const { return tokens_[at_]; }

  /// Takes the keyword or symbol if it is next; returns whether it was.
  bool take_word(std::string_view keyword);
  bool take_symbol(std::string_view symbol);
  void expect_word(std::string_view keyword);
  void expect_symbol(std::string_view symbol);
  void step() { ++at_; }
  /// Takes a name, bare or in quotes of any kind.
  ScannedName take_name(std::string_view wanted);
  /// Takes `(...)` including nested ones, and returns the span between the outer two.
  Span take_parentheses();
  /// Requires the end of the statement, after an optional semicolon.
  void expect_end();

  /// Returns the offset at which the next token begins, and that at which the last token ended.
  std::size_t here() const;
  std::size_t behind() const { return at_ == 0 ? 0 : tokens_[at_ - 1].end; }

  [[noreturn]] void fail(std::string_view wanted) const;

 private:
  std::vector<Token> tokens_;
  std::size_t length_;
  std::size_t at_ = 0;
};

}  // namespace tenon
