// Fills in a naming template by the rules of Python's % operator.

#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace tenon {

/// Returns the value of a token; throws Error if it does not exist.
using TokenValue = std::function<std::string(std::string_view)>;

/// Returns a template with its tokens filled in, by the rules of Python's % operator over a dictionary:
/// `%(name)s`, also with a width or a precision (`%(name).8s`, in characters), and `%%`. Throws
/// Error(kDeclaration) for any other use of `%`.
std::string formatted(std::string_view text, const TokenValue& value);

/// Returns the length of the longest prefix of `text` that has at most `bytes` bytes and ends between
/// characters.
std::size_t utf8_prefix(std::string_view text, std::size_t bytes);

}  // namespace tenon
