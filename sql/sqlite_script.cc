// Splits a script of the sqlite3 shell into statements and dot commands.

#include "sql/sqlite_script.h"

#include <algorithm>

#include "model/dialect.h"
#include "sql/token.h"

namespace tenon {

namespace {

class SqliteSplitter {
 public:
  explicit SqliteSplitter(std::string_view text) : text_(text), all_(tokens(text, kSqlite)) {}

  std::vector<SqliteScriptPiece> run() {
    while (at_ < all_.size()) {
      if (is_symbol(at_, ";")) {
        ++at_;
      } else if (is_symbol(at_, ".") && begins_line(all_[at_].begin)) {
        take_dot_command();
      } else {
        take_statement();
      }
    }
    return std::move(pieces_);
  }

 private:
  bool is_symbol(std::size_t at, std::string_view symbol) const {
    return at < all_.size() && all_[at].kind == TokenKind::kSymbol && all_[at].text == symbol;
  }
  bool is(std::size_t at, std::string_view keyword) const {
    return at < all_.size() && is_word(all_[at], keyword);
  }

  bool begins_line(std::size_t begin) const { return begin == 0 || text_[begin - 1] == '\n'; }

  void take_dot_command() {
    const std::size_t begin = all_[at_].begin;
    const std::size_t end = std::min(text_.find('\n', begin), text_.size());
    pieces_.push_back({SqliteScriptPiece::Kind::kDotCommand, {begin, end}});
    // A quote in the command may have swallowed what follows, so the rest is read separately.
    rest_begins(end);
  }

  void rest_begins(std::size_t begin) {
    std::vector<SqliteScriptPiece> rest = SqliteSplitter(text_.substr(begin)).run();
    for (SqliteScriptPiece& piece : rest)
      pieces_.push_back({piece.kind, {piece.span.begin + begin, piece.span.end + begin}});
    at_ = all_.size();
  }

  bool is_trigger() const {
    return is(at_, "create") &&
           (is(at_ + 1, "trigger") ||
            ((is(at_ + 1, "temp") || is(at_ + 1, "temporary")) && is(at_ + 2, "trigger")));
  }

  /// Returns whether the semicolon at `at` ends a trigger: `; END ;`.
  bool ends_trigger(std::size_t at) const { return is(at - 1, "end") && is_symbol(at - 2, ";"); }

  void take_statement() {
    const std::size_t first = at_;
    const bool trigger = is_trigger();
    bool finished = false;
    while (at_ < all_.size() && all_[at_].kind != TokenKind::kUnfinished && !finished) {
      finished = is_symbol(at_, ";") && (!trigger || (at_ > first + 1 && ends_trigger(at_)));
      if (!finished) ++at_;
    }
    const bool broken = at_ < all_.size() && !finished;
    const bool cut_short = trigger && !finished && !(is(at_ - 1, "end") && is_symbol(at_ - 2, ";"));
    const std::size_t end = broken ? text_.size() : all_[at_ - 1].end;
    pieces_.push_back(
        {broken || cut_short ? SqliteScriptPiece::Kind::kUnfinished : SqliteScriptPiece::Kind::kStatement,
         {all_[first].begin, end}});
    if (broken) at_ = all_.size();
  }

  std::string_view text_;
  std::vector<Token> all_;
  std::size_t at_ = 0;
  std::vector<SqliteScriptPiece> pieces_;
};

}  // namespace

std::vector<SqliteScriptPiece> sqlite_script_pieces(std::string_view text) {
  return SqliteSplitter(text).run();
}

}  // namespace tenon
