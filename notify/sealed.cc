// Seals and opens texts with OpenSSL.

#include "notify/sealed.h"

#include <openssl/evp.h>
#include <openssl/sha.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <vector>

#include "model/error.h"

namespace tenon {

namespace {

using Bytes = std::vector<unsigned char>;

constexpr std::size_t kNonce = 12;
constexpr std::size_t kTag = 16;
constexpr std::string_view kForm = "v1:";

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, void (*)(EVP_CIPHER_CTX*)>;

Bytes random_bytes(std::size_t count) {
  Bytes bytes(count);
  if (getentropy(bytes.data(), bytes.size()) != 0)
    throw Error(Fault::kInternal,
                "the system gives no random bytes (getentropy), without which no secret is safe");
  return bytes;
}

std::string base64_of(const Bytes& bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int written = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(),
                                      static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(written));
  return text;
}

Bytes bytes_of(std::string_view text) {
  Bytes bytes(text.size());
  const int count = EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()),
                                    static_cast<int>(text.size()));
  if (count < 0) return {};
  auto size = static_cast<std::size_t>(count);
  for (std::size_t i = text.size(); i > 0 && text[i - 1] == '=' && size > 0; --i) --size;  // padding
  bytes.resize(size);
  return bytes;
}

std::array<unsigned char, 32> digest_of_key(const SourceArgument& key) {
  std::array<unsigned char, 32> digest{};
  const std::string& text = key.exposed();
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  return digest;
}

int size_of(std::string_view text) { return static_cast<int>(text.size()); }
const unsigned char* data_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

[[noreturn]] void fail_to_seal() {
  throw Error(Fault::kInternal, "cannot keep a secret: OpenSSL refuses AES-256-GCM");
}

}  // namespace

std::string sealed(const SourceArgument& text, const SourceArgument& key, std::string_view place) {
  const Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  const auto digest = digest_of_key(key);
  const std::string& plain = text.exposed();
  Bytes kept = random_bytes(kNonce);
  kept.resize(kNonce + plain.size() + kTag);
  int size = 0;
  const bool is_done =
      cipher &&
      EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, digest.data(), kept.data()) == 1 &&
      EVP_EncryptUpdate(cipher.get(), nullptr, &size, data_of(place), size_of(place)) == 1 &&
      EVP_EncryptUpdate(cipher.get(), kept.data() + kNonce, &size, data_of(plain), size_of(plain)) == 1 &&
      EVP_EncryptFinal_ex(cipher.get(), kept.data() + kNonce + size, &size) == 1 &&
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTag, kept.data() + kNonce + plain.size()) == 1;
  if (!is_done) fail_to_seal();
  return std::string(kForm) + base64_of(kept);
}

std::optional<SourceArgument> unsealed(std::string_view kept, const SourceArgument& key,
                                       std::string_view place) {
  if (!kept.starts_with(kForm)) return std::nullopt;
  Bytes bytes = bytes_of(kept.substr(kForm.size()));
  if (bytes.size() < kNonce + kTag) return std::nullopt;
  const Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  const auto digest = digest_of_key(key);
  const std::size_t count = bytes.size() - kNonce - kTag;
  std::string plain(count + 1, '\0');
  auto* to = reinterpret_cast<unsigned char*>(plain.data());
  int size = 0;
  const bool is_done =
      cipher &&
      EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, digest.data(), bytes.data()) == 1 &&
      EVP_DecryptUpdate(cipher.get(), nullptr, &size, data_of(place), size_of(place)) == 1 &&
      EVP_DecryptUpdate(cipher.get(), to, &size, bytes.data() + kNonce, static_cast<int>(count)) == 1 &&
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTag, bytes.data() + kNonce + count) == 1 &&
      EVP_DecryptFinal_ex(cipher.get(), to + count, &size) == 1;
  if (!is_done) return std::nullopt;
  plain.resize(count);
  return SourceArgument(std::move(plain));
}

SourceArgument new_signing_secret() {
  constexpr std::size_t kBytes = 32;
  return SourceArgument("whsec_" + base64_of(random_bytes(kBytes)));
}

}  // namespace tenon
