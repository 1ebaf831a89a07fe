// Decides which parameters of a connection URL or keyword string may be shown; returns the parts to hide.

#pragma once

#include <string_view>
#include <vector>

#include "model/redaction.h"

namespace tenon {

/// Whether a value of this parameter may be shown: it is libpq's, SQLAlchemy's or SQLite's and holds no
/// secret.
bool is_harmless_parameter(std::string_view key);

/// Whether a text could be the name of a parameter: small letters, digits and underscores.
bool is_parameter_word(std::string_view key);

/// The hidden parts of `a=b&password=c`, which begins at byte `at` of its source. `may_be_password`: it may
/// be the rest of one, and so no word is shown that is no parameter.
std::vector<HiddenPart> hidden_in_query(std::string_view query, std::size_t at, bool may_be_password);

/// What a question mark in a URL is.
enum class QuestionMark { kBeginsQuery, kIsOfPassword, kIsEither };

/// What the question mark is that stands before `text`, to be told by the @ behind it: one in the value of a
/// parameter that exists is of the query, one that no value comes before ends a password.
QuestionMark question_mark_before(std::string_view text);

/// Which values of `keyword=value` are hidden.
enum class KeywordScan {
  kSecrets,  ///< those of parameters whose names say so
  kAll,      ///< in a string that holds a known parameter: all but harmless ones
};

/// The hidden parts of `host=h password='a b'`, wherever such words stand in a text. A value without quotes
/// ends where the next known parameter begins: a password may hold what separates parameters.
std::vector<HiddenPart> hidden_in_keywords(std::string_view text, KeywordScan scan);

/// Whether a text is libpq's `keyword=value` string, or has a parameter of it.
bool is_keyword_string(std::string_view text);

}  // namespace tenon
