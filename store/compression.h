// Compresses texts for the store by zstd.

#pragma once

#include <string>
#include <string_view>

namespace tenon {

/// Returns a zstd frame that holds the text and its length.
std::string compressed(std::string_view text);

/// The reverse of compressed(). Throws Error(kRefused) if the bytes are no such frame; `what` says what they
/// should be.
std::string decompressed(std::string_view bytes, std::string_view what);

}  // namespace tenon
