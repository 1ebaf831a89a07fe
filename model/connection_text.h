// Recognizes connection URLs in texts and returns the parts to hide.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/connection_parameters.h"
#include "model/redaction.h"

namespace tenon {

/// The position of what follows `scheme://` in a URL.
struct ConnectionUrl {
  std::size_t body = 0;
  bool is_file = false;  ///< a path without a host before it: sqlite:///...
};

/// Reads a URL that begins with `scheme://`, `scheme+driver://` or `jdbc:scheme://`; nullopt for any other
/// text.
std::optional<ConnectionUrl> connection_url(std::string_view text);

/// Returns the URLs in a text, each up to a space or a quote.
std::vector<std::string_view> urls_in(std::string_view text);

/// Returns whether a URL names a database rather than a web page.
bool is_of_database(std::string_view url);

/// Returns whether a text was meant as a URL of PostgreSQL but is not one: `postgres//u:word@h`.
bool is_mistyped_url(std::string_view text);

/// Returns whether a text is one word that begins with the scheme of a database, whatever follows:
/// `postgresql:/u:word@h`.
bool has_database_scheme(std::string_view text);

/// Returns the offset after the first colon, percent-encoded or not; nullopt if there is none.
std::optional<std::size_t> after_colon(std::string_view text);

/// Returns the hidden parts of a URL: in its user, its password, its query, and in text that could be any of
/// these.
std::vector<HiddenPart> hidden_in_url(std::string_view text, const ConnectionUrl& url);

/// Returns the hidden parts of a text that is not a URL, such as `u:word@h` or a mistyped URL.
std::vector<HiddenPart> hidden_in_lookalike(std::string_view text);

}  // namespace tenon
