// How SQL of a dialect is spelled: quotes, comments, operators, keywords, and the folding of names.

#pragma once

#include <span>
#include <string_view>

#include "model/name.h"

namespace tenon {

/// The lexical rules of a dialect. Where a field has no word of explanation, the manual's chapter on lexical
/// structure has (PostgreSQL, 4.1; SQLite, "The Tokenizer" in tokenize.c).
struct Lexis {
  /// The characters that open a quoted identifier. The first is the one that is written, doubled where it
  /// stands inside; `[` ends at `]`, and every other at itself.
  std::string_view identifier_quotes = "\"";
  bool folds_case = false;                   ///< names compare without regard to ASCII case
  bool prefixed_strings = false;             ///< E'' B'' U&'' N'' and U&"" beside X''
  bool dollar_quotes = false;                ///< $tag$text$tag$
  bool nested_comments = false;              ///< a comment may hold comments, and must end
  bool carriage_return_ends_comment = true;  ///< a comment after -- ends at CR as it does at LF
  bool byte_order_marks_are_blank = false;   ///< wherever a word could begin; else only before all else
  bool operators_of_any_length = true;       ///< a run of operator characters is one operator
  bool lone_quotes_may_be_strings = false;   ///< "a" is a string where there is no column a
  std::span<const std::string_view> keywords = {};  ///< sorted, lower case: words that quotes would change

  /// The character that encloses a written identifier.
  constexpr char quote() const { return identifier_quotes.front(); }
  /// Tells whether the character opens a quoted identifier.
  constexpr bool opens_identifier(char c) const {
    return identifier_quotes.find(c) != std::string_view::npos;
  }
  /// Tells whether an unquoted lower-case word is a keyword.
  bool is_keyword(std::string_view word) const;
  /// Returns the name with the key by which this dialect compares it.
  Name name_of(std::string_view text) const;
};

/// What ends an identifier that this character opens.
constexpr char closing_quote(char opening) { return opening == '[' ? ']' : opening; }

}  // namespace tenon
