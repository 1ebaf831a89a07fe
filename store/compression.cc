// Compresses texts for the store by zstd.

#include "store/compression.h"

#include <zstd.h>

#include "model/error.h"

namespace tenon {

namespace {

constexpr int kLevel = 6;
// A frame that claims more was not written by tenon: no catalog's JSON comes near it.
constexpr unsigned long long kMost = 1ULL << 30U;

[[noreturn]] void fail_damaged(std::string_view what, const char* why) {
  throw Error(Fault::kRefused, Reason::kParse,
              std::string(what) + " in the audit store is damaged (zstd: " + why +
                  "); tenon store verify says what else is");
}

}  // namespace

std::string compressed(std::string_view text) {
  std::string bytes(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size = ZSTD_compress(bytes.data(), bytes.size(), text.data(), text.size(), kLevel);
  if (ZSTD_isError(size) != 0)
    throw Error(Fault::kInternal, std::string("zstd cannot compress a text: ") + ZSTD_getErrorName(size));
  bytes.resize(size);
  return bytes;
}

std::string decompressed(std::string_view bytes, std::string_view what) {
  const unsigned long long length = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (length == ZSTD_CONTENTSIZE_ERROR || length == ZSTD_CONTENTSIZE_UNKNOWN || length > kMost)
    fail_damaged(what, "no frame of a known length");
  std::string text(length, '\0');
  const std::size_t size = ZSTD_decompress(text.data(), text.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(size) != 0) fail_damaged(what, ZSTD_getErrorName(size));
  if (size != length) fail_damaged(what, "another length than it says");
  return text;
}

}  // namespace tenon
