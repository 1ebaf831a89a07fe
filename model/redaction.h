// Finds the secrets in a source and returns texts without them.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// The replacement for hidden text.
inline constexpr std::string_view kHidden = "***";

/// Decodes `%40` to `@`; invalid escapes are kept.
std::string percent_decoded(std::string_view text);

/// The letters of `%2F`, which some programs write as `%2f`.
enum class HexLetters { kUpper, kLower };

/// What RFC 3986 calls unreserved, beside letters and digits.
inline constexpr std::string_view kUnreserved = "-._~";

/// Encodes every byte that is not a letter, a digit or among `kept`.
std::string percent_encoded(std::string_view text, std::string_view kept = kUnreserved,
                            HexLetters letters = HexLetters::kUpper);

/// Returns whether a parameter of this name holds a secret: `password`, `sslpassword`, and similar spellings,
/// in any case, percent-encoded or not.
bool names_secret(std::string_view key);

/// A part of a source that is not shown.
struct HiddenPart {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_secret = false;  ///< false: a user's name, or the path of a private file
};

/// Returns the parts of a source that are not shown, in order and without overlaps. A source is a URL of any
/// scheme, libpq's `keyword=value` string, a mistyped form of one of them, or a path. Of a query, only
/// parameters that are known to be harmless are shown, and of an address of the web nothing behind its host;
/// if a text can be read in two ways, the hidden parts of both are hidden.
std::vector<HiddenPart> hidden_parts(std::string_view source);

/// Returns a text with *** in place of some parts of it, which may overlap.
std::string with_hidden(std::string_view text, std::vector<HiddenPart> parts);

/// Returns `source` with *** in place of its hidden parts.
std::string redacted(std::string_view source);

/// Returns the secrets of a source, both as written and percent-decoded, and the pieces of them that a
/// program may mistake for a host, a port or a parameter.
std::vector<std::string> secrets_of(std::string_view source);

/// Returns whether a text that was meant as something else contains a URL with a password, or is a connection
/// string with one.
bool holds_connection_secret(std::string_view text);

}  // namespace tenon
