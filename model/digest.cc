// SHA-256, HMAC, MD5 and version 5 UUIDs of texts.

#include "model/digest.h"

#include <array>
#include <vector>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "model/error.h"

namespace tenon {

namespace {

using Bytes = std::vector<unsigned char>;
constexpr std::size_t kUuidBytes = 16;

Bytes digest(const std::string& text, const EVP_MD* algorithm) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int length = 0;
  if (EVP_Digest(text.data(), text.size(), bytes.data(), &length, algorithm, nullptr) != 1)
    throw Error(Fault::kInternal, "OpenSSL cannot compute a digest");
  return {bytes.begin(), bytes.begin() + length};
}

std::string hex(const Bytes& bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : bytes) {
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

/// Returns the UUID behind a name of RFC 4122's appendix C, or `name` itself.
std::string_view spelled_out(std::string_view name) {
  if (name == "dns") return "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
  if (name == "url") return "6ba7b811-9dad-11d1-80b4-00c04fd430c8";
  if (name == "oid") return "6ba7b812-9dad-11d1-80b4-00c04fd430c8";
  if (name == "x500") return "6ba7b814-9dad-11d1-80b4-00c04fd430c8";
  return name;
}

std::string name_space_bytes(std::string_view name_space) {
  std::string bytes;
  int high = -1;
  for (const char c : spelled_out(name_space)) {
    if (c == '-') continue;
    const int digit = hex_value(c);
    if (digit < 0) {
      bytes.clear();
      break;
    }
    if (high >= 0) bytes += static_cast<char>(high * 16 + digit);
    high = high >= 0 ? -1 : digit;
  }
  if (bytes.size() == kUuidBytes && high < 0) return bytes;
  throw Error(Fault::kDeclaration,
              "the namespace \"" + std::string(name_space) +
                  "\" of a uuid5 token is unknown; expected \"oid\", \"dns\", \"url\", \"x500\" or "
                  "a UUID");
}

}  // namespace

std::string uuid5(std::string_view name_space, std::string_view text) {
  Bytes bytes = digest(name_space_bytes(name_space) + std::string(text), EVP_sha1());
  bytes.resize(kUuidBytes);
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0FU) | 0x50U);  // version 5
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3FU) | 0x80U);  // RFC 4122's variant
  std::string shown = hex(bytes);
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) shown.insert(dash, 1, '-');
  return shown;
}

std::string md5_tail(std::string_view text, std::size_t count) {
  const std::string all = hex(digest(std::string(text), EVP_md5()));
  return all.substr(all.size() - count);
}

std::string sha256(std::string_view text) { return "sha256:" + hex(digest(std::string(text), EVP_sha256())); }

std::string hmac_sha256(std::string_view key, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int length = 0;
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(text.data()), text.size(), bytes.data(),
           &length) == nullptr)
    throw Error(Fault::kInternal, "OpenSSL cannot compute an HMAC-SHA256");
  return hex({bytes.begin(), bytes.begin() + length});
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace tenon
