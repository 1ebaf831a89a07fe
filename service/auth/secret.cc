// Makes, digests and compares secrets.

#include "service/auth/secret.h"

#include <openssl/crypto.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "model/digest.h"
#include "model/error.h"

namespace tenon {

namespace {

constexpr std::string_view kBase62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kSecretDigits = 43;  // 62^43 is the first power beyond 2^256

using SecretBytes = std::array<unsigned char, kSecretBytes>;

/// Divides a number of many bytes by 62 in place, and returns the remainder.
std::uint32_t divided(SecretBytes& number) {
  std::uint32_t rest = 0;
  for (unsigned char& byte : number) {
    const std::uint32_t value = rest * 256 + byte;
    byte = static_cast<unsigned char>(value / kBase62.size());
    rest = value % static_cast<std::uint32_t>(kBase62.size());
  }
  return rest;
}

std::string base62(SecretBytes number) {
  std::string text(kSecretDigits, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit) *digit = kBase62[divided(number)];
  return text;
}

}  // namespace

SourceArgument random_secret() {
  SecretBytes bytes{};
  if (getentropy(bytes.data(), bytes.size()) != 0)
    throw Error(Fault::kInternal,
                "the system gives no random bytes (getentropy), without which no secret is safe");
  return SourceArgument(base62(bytes));
}

SourceArgument new_token_secret() {
  return SourceArgument(std::string(kTokenPrefix) + random_secret().exposed());
}

bool has_form_of_token(std::string_view text) {
  return text.size() == kTokenPrefix.size() + kSecretDigits && text.starts_with(kTokenPrefix) &&
         std::ranges::all_of(text.substr(kTokenPrefix.size()),
                             [](char c) { return kBase62.find(c) != std::string_view::npos; });
}

std::string digest_of_secret(std::string_view secret) {
  const std::string digest = sha256(secret);
  return digest.substr(digest.find(':') + 1);
}

bool is_same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace tenon
