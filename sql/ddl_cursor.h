// Walks over the tokens of a SQLite statement.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/create_table.h"
#include "sql/span.h"
#include "sql/token.h"

namespace tenon {

/// Walks over the tokens of one statement in SQLite's syntax. What cannot be walked over is thrown as a
/// NotUnderstood, which the scanners catch and return.
class DdlCursor {
 public:
  explicit DdlCursor(std::string_view sql);

  /// Whether the next token (or one further ahead) is this keyword, or this symbol.
  bool at_word(std::string_view keyword, std::size_t ahead = 0) const;
  bool at_symbol(std::string_view symbol, std::size_t ahead = 0) const;
  bool at_end() const { return at_ == tokens_.size(); }
  /// The next token; must not be called at the end.
  const Token& next() const { return tokens_[at_]; }

  /// Steps over the keyword or symbol if it is there.
  bool take_word(std::string_view keyword);
  bool take_symbol(std::string_view symbol);
  void expect_word(std::string_view keyword);
  void expect_symbol(std::string_view symbol);
  void step() { ++at_; }
  /// A name, bare or in quotes of any kind.
  ScannedName take_name(std::string_view wanted);
  /// Steps over `(...)`, nested ones included; the span between the two.
  Span take_parentheses();
  /// The statement ends here, but for a semicolon.
  void expect_end();

  /// Where the next token begins, and where the last one taken ended.
  std::size_t here() const;
  std::size_t behind() const { return at_ == 0 ? 0 : tokens_[at_ - 1].end; }

  [[noreturn]] void fail(std::string_view wanted) const;

 private:
  std::vector<Token> tokens_;
  std::size_t length_;
  std::size_t at_ = 0;
};

}  // namespace tenon
