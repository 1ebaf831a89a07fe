// Recognizes connection URLs in texts and returns the parts to hide.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/connection_parameters.h"
#include "model/redaction.h"

namespace tenon {

/// Where a text that is a URL has what stands behind its `scheme://`.
struct ConnectionUrl {
  std::size_t body = 0;
  bool is_file = false;  ///< a path without a host before it: sqlite:///...
};

/// A text that begins with `scheme://`, `scheme+driver://` or `jdbc:scheme://`; nullopt: it does not.
std::optional<ConnectionUrl> connection_url(std::string_view text);

/// The URLs in a text, each up to a space or a quote.
std::vector<std::string_view> urls_in(std::string_view text);

/// Whether a URL is one of a database, and not of a page on the web.
bool is_of_database(std::string_view url);

/// Whether a text was meant as a URL of PostgreSQL's, and is none: `postgres//u:word@h`.
bool is_mistyped_url(std::string_view text);

/// Returns whether a text is one word that begins with the scheme of a database, whatever follows:
/// `postgresql:/u:word@h`.
bool has_database_scheme(std::string_view text);

/// The byte behind the first colon, percent-encoded or not; nullopt: there is none.
std::optional<std::size_t> after_colon(std::string_view text);

/// The hidden parts of a URL: of the user, the password, the query, and of what could be either.
std::vector<HiddenPart> hidden_in_url(std::string_view text, const ConnectionUrl& url);

/// The hidden parts of a text that is no URL: of `u:word@h`, and of a mistyped URL.
std::vector<HiddenPart> hidden_in_lookalike(std::string_view text);

}  // namespace tenon
