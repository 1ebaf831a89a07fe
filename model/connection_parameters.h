// Decides which parameters of a connection URL or keyword string may be shown; returns the parts to hide.

#pragma once

#include <string_view>
#include <vector>

#include "model/redaction.h"

namespace tenon {

/// Returns whether a value of this parameter may be shown: it belongs to libpq, SQLAlchemy or SQLite and
/// holds no secret.
bool is_harmless_parameter(std::string_view key);

/// Returns whether a text could be the name of a parameter: small letters, digits and underscores.
bool is_parameter_word(std::string_view key);

/// Returns the hidden parts of `a=b&password=c`, which begins at byte `at` of its source. `may_be_password`:
/// the text may be the rest of a password, so words that are not parameters are hidden.
std::vector<HiddenPart> hidden_in_query(std::string_view query, std::size_t at, bool may_be_password);

/// The meaning of a question mark in a URL.
enum class QuestionMark { kBeginsQuery, kIsOfPassword, kIsEither };

/// Returns the meaning of the question mark before `text`, judged by the @ after it: an @ inside the value of
/// a known parameter belongs to the query, an @ without a value before it ends a password.
QuestionMark question_mark_before(std::string_view text);

/// Selects the values of `keyword=value` that are hidden.
enum class KeywordScan {
  kSecrets,  ///< those of parameters with secret names
  kAll,      ///< in a string that contains a known parameter: all except harmless ones
};

/// Returns the hidden parts of `host=h password='a b'`, wherever such words occur in a text. A value without
/// quotes ends where the next known parameter begins: a password may contain separators.
std::vector<HiddenPart> hidden_in_keywords(std::string_view text, KeywordScan scan);

/// Returns whether a text is libpq's `keyword=value` string, or contains one of its parameters.
bool is_keyword_string(std::string_view text);

}  // namespace tenon
