// Secrets of the service: made at random, kept as digests, compared in constant time.

#pragma once

#include <string>
#include <string_view>

#include "model/source_argument.h"

namespace tenon {

/// What every token begins with, so that one that lies about is known for what it is.
inline constexpr std::string_view kTokenPrefix = "tnn_";

/// Returns 32 bytes of the system's random source as 43 digits of base 62. Throws Error(kInternal) if there
/// is no such source.
SourceArgument random_secret();
/// Returns a new token: its prefix and a random secret.
SourceArgument new_token_secret();

/// Whether a text has the form of a token; anything else is no token without looking further.
bool has_form_of_token(std::string_view text);

/// Returns 64 hex digits: the SHA-256 of a secret. A secret of 256 random bits needs no slower one.
std::string digest_of_secret(std::string_view secret);

/// Compares without telling by the time that it takes where two texts differ.
bool is_same_secret(std::string_view a, std::string_view b);

}  // namespace tenon
