// Finds the secrets in a source and returns texts without them.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// What stands in place of a text that is hidden.
inline constexpr std::string_view kHidden = "***";

/// `%40` to `@`; what is no escape stays.
std::string percent_decoded(std::string_view text);

/// Whether a parameter of this name holds a secret: `password`, `sslpassword`, and what is spelled much
/// alike, in any case, percent-encoded or not.
bool names_secret(std::string_view key);

/// A part of a source that is not shown.
struct HiddenPart {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_secret = false;  ///< false: a user's name, or the path of a private file
};

/// The parts of a source that are not shown, in order and apart from each other. A source is a URL of any
/// scheme, libpq's `keyword=value` string, a mistyped form of one of them, or a path. Only what is known to
/// be harmless is shown of a query; where a text can be read in two ways, both are hidden.
std::vector<HiddenPart> hidden_parts(std::string_view source);

/// A text with *** in place of some parts of it, which may overlap.
std::string with_hidden(std::string_view text, std::vector<HiddenPart> parts);

/// `source` with *** in place of its hidden parts.
std::string redacted(std::string_view source);

/// The secrets of a source, as they stand there and percent-decoded, also the pieces of them that a program
/// may take for a host, a port or a parameter.
std::vector<std::string> secrets_of(std::string_view source);

/// Whether a text that is meant as something else holds a URL with a password in it, or is a connection that
/// has one.
bool holds_connection_secret(std::string_view text);

}  // namespace tenon
