// Splits a psql script into statements, meta-commands and COPY data.

#include "sql/pg_script.h"

#include <algorithm>
#include <string>

#include "model/dialect.h"
#include "sql/character.h"
#include "sql/token.h"

namespace tenon {

namespace {

/// Splits one script, from its beginning to its end.
class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {
    if (text.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  std::vector<ScriptPiece> run() {
    while (at_ < text_.size()) step();
    end_statement(text_.size());
    return std::move(pieces_);
  }

 private:
  using Piece = ScriptPiece::Kind;

  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool in_statement() const { return begin_ != std::string_view::npos; }

  void step() {
    const char c = peek();
    if (is_space(c) || c == '\v') {
      ++at_;
    } else if (c == '-' && peek(1) == '-') {
      at_ = std::min(text_.find_first_of("\n\r", at_), text_.size());
    } else if (c == '/' && peek(1) == '*') {
      skip_comment();
    } else if (c == ';' && parentheses_ == 0 && blocks_ == 0) {
      end_statement(at_);
      ++at_;
      skip_copy_data();
    } else if (c == '\\') {
      meta_command();
    } else {
      take(c);
    }
  }

  /// One token of a statement.
  void take(char c) {
    if (!in_statement()) begin_ = at_;
    if (c == '\'' || c == '"') return quote(c, false);
    if (c == '$') return dollar_quote();
    if (is_word_start(c)) return word();
    if (is_digit(c)) {
      while (is_word_part(peek())) ++at_;
      return;
    }
    if (c == '(') ++parentheses_;
    if (c == ')' && parentheses_ > 0) --parentheses_;
    ++at_;
  }

  void quote(char mark, bool backslashes) {
    const std::size_t begin = at_;
    for (++at_; at_ < text_.size(); ++at_) {
      if (backslashes && peek() == '\\') {
        ++at_;
      } else if (peek() == mark) {
        if (peek(1) != mark) {
          ++at_;
          return;
        }
        ++at_;
      }
    }
    unfinished(begin);
  }

  void dollar_quote() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && is_word_part(text_[end]) && text_[end] != '$') ++end;
    if (end >= text_.size() || text_[end] != '$' || is_digit(text_[at_ + 1])) {
      ++at_;
      return;
    }
    const std::string_view tag = text_.substr(at_, end + 1 - at_);
    const std::size_t close = text_.find(tag, end + 1);
    if (close == std::string_view::npos) return unfinished(at_);
    at_ = close + tag.size();
  }

  void word() {
    const std::size_t begin = at_;
    while (is_word_part(peek())) ++at_;
    const std::string word = lower(text_.substr(begin, at_ - begin));
    if (word == "e" && peek() == '\'') return quote('\'', true);
    if (first_words_.size() < 4) first_words_.push_back(word);
    if (!makes_routine()) return;
    if (word == "begin" || (word == "case" && blocks_ > 0)) ++blocks_;
    if (word == "end" && blocks_ > 0) --blocks_;
  }

  /// Tells whether the statement is CREATE [OR REPLACE] FUNCTION or PROCEDURE, whose body may contain
  /// semicolons.
  bool makes_routine() const {
    const auto is_routine = [&](std::size_t i) {
      return first_words_.size() > i && (first_words_[i] == "function" || first_words_[i] == "procedure");
    };
    if (first_words_.empty() || first_words_[0] != "create") return false;
    const bool replaces = first_words_.size() > 2 && first_words_[1] == "or" && first_words_[2] == "replace";
    return is_routine(1) || (replaces && is_routine(3));
  }

  void skip_comment() {
    const std::size_t begin = at_;
    int depth = 0;
    while (at_ < text_.size()) {
      const int change = peek() == '/' && peek(1) == '*' ? 1 : peek() == '*' && peek(1) == '/' ? -1 : 0;
      at_ += change == 0 ? 1 : 2;
      depth += change;
      if (depth == 0) return;
    }
    unfinished(begin);
  }

  /// A backslash outside of quotes belongs to psql, and ends the statement before it.
  void meta_command() {
    end_statement(at_);
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_of("\n\r", at_), text_.size());
    pieces_.push_back({Piece::kMetaCommand, {begin, at_}});
  }

  void end_statement(std::size_t end) {
    if (in_statement()) {
      while (end > begin_ && is_space(text_[end - 1])) --end;
      pieces_.push_back({Piece::kStatement, {begin_, end}});
    }
    begin_ = std::string_view::npos;
    parentheses_ = 0;
    blocks_ = 0;
    first_words_.clear();
  }

  void unfinished(std::size_t begin) {
    begin_ = std::string_view::npos;
    at_ = text_.size();
    pieces_.push_back({Piece::kUnfinished, {begin, at_}});
  }

  bool is_copy_from_stdin() const {
    if (pieces_.empty() || pieces_.back().kind != Piece::kStatement) return false;
    const std::string_view last = pieces_.back().span.of(text_);
    if (lower(last.substr(0, 4)) != "copy") return false;
    const std::vector<Token> all = tokens(last, kPostgresql);
    for (std::size_t i = 0; i + 1 < all.size(); ++i)
      if (is_word(all[i], "from") && is_word(all[i + 1], "stdin")) return true;
    return false;
  }

  /// The rows begin on the next line, and end with a line of a backslash and a period.
  void skip_copy_data() {
    if (!is_copy_from_stdin()) return;
    const std::size_t begin = std::min(text_.find('\n', at_), text_.size());
    for (std::size_t line = begin; line < text_.size();
         line = std::min(text_.find('\n', line), text_.size())) {
      ++line;
      const std::size_t end = std::min(text_.find('\n', line), text_.size());
      const std::string_view row = text_.substr(line, end - line);
      if (row != "\\." && row != "\\.\r") continue;
      pieces_.push_back({Piece::kCopyData, {begin, end}});
      at_ = end;
      return;
    }
    unfinished(pieces_.back().span.begin);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t begin_ = std::string_view::npos;
  std::size_t parentheses_ = 0;
  std::size_t blocks_ = 0;
  std::vector<std::string> first_words_;
  std::vector<ScriptPiece> pieces_;
};

}  // namespace

std::vector<ScriptPiece> script_pieces(std::string_view text) { return Splitter(text).run(); }

}  // namespace tenon
