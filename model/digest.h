// SHA-256, HMAC, MD5 and version 5 UUIDs of texts.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tenon {

/// Returns a UUID, version 5, over `text`. `name_space` is "oid", "dns", "url", "x500" or a UUID; throws
/// Error(kDeclaration) for anything else.
std::string uuid5(std::string_view name_space, std::string_view text);

/// Returns `sha256:` and the hex digits of the SHA-256 of `text`.
std::string sha256(std::string_view text);

/// Returns the hex digits of the HMAC-SHA256 of `text` under a key.
std::string hmac_sha256(std::string_view key, std::string_view text);

/// Returns the value of a hexadecimal digit; -1 for any other character.
int hex_value(char c);

/// Returns the last `count` hex digits of the MD5 of `text`.
std::string md5_tail(std::string_view text, std::size_t count);

}  // namespace tenon
