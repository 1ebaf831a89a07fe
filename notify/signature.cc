// Signs messages with HMAC-SHA256.

#include "notify/signature.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <vector>

#include "model/error.h"

namespace tenon {

namespace {

using KeyBytes = std::vector<unsigned char>;

std::string base64(const unsigned char* bytes, std::size_t count) {
  std::string text(4 * ((count + 2) / 3) + 1, '\0');
  const int written =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes, static_cast<int>(count));
  text.resize(static_cast<std::size_t>(written));
  return text;
}

KeyBytes key_of(const std::string& secret) {
  constexpr std::string_view kPrefix = "whsec_";
  if (!secret.starts_with(kPrefix)) return {secret.begin(), secret.end()};
  const std::string text = secret.substr(kPrefix.size());
  KeyBytes bytes(text.size());
  const int count = EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()),
                                    static_cast<int>(text.size()));
  if (count < 0)
    throw Error(Fault::kConfiguration,
                "the secret of a webhook begins with whsec_ and is no base64 after it; copy it once more");
  std::size_t size = static_cast<std::size_t>(count);
  for (std::size_t i = text.size(); i > 0 && text[i - 1] == '=' && size > 0; --i) --size;  // padding
  bytes.resize(size);
  return bytes;
}

std::string one_signature(const std::string& secret, const std::string& signed_text) {
  const KeyBytes key = key_of(secret);
  if (key.empty())
    throw Error(Fault::kConfiguration, "the secret of a webhook is empty; set it, or leave it out");
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(signed_text.data()), signed_text.size(), digest,
           &size) == nullptr)
    throw Error(Fault::kInternal, "cannot sign a message: OpenSSL refuses HMAC-SHA256");
  return "v1," + base64(digest, size);
}

}  // namespace

std::string signature(std::span<const SourceArgument> secrets, std::string_view id, std::int64_t timestamp,
                      std::string_view body) {
  const std::string signed_text = std::string(id) + "." + std::to_string(timestamp) + "." + std::string(body);
  std::string all;
  for (const SourceArgument& secret : secrets)
    all += (all.empty() ? "" : " ") + one_signature(secret.exposed(), signed_text);
  return all;
}

}  // namespace tenon
