// Keeps a text under a key: whoever has what is kept, and not the key, learns its length alone.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/source_argument.h"

namespace tenon {

/// Returns a text under a key (AES-256-GCM, under the SHA-256 of the key, a nonce of its own each time), as
/// base64. `place` says what the text belongs to: it is opened there alone. Throws Error(kInternal) if the
/// system gives no random bytes.
std::string sealed(const SourceArgument& text, const SourceArgument& key, std::string_view place);

/// Returns the text; nullopt if it was sealed under another key or for another place, or was changed.
std::optional<SourceArgument> unsealed(std::string_view kept, const SourceArgument& key,
                                       std::string_view place);

/// Returns a new secret to sign messages with: `whsec_` and 32 random bytes as base64 (Standard Webhooks
/// 1.0.0, "Signature scheme").
SourceArgument new_signing_secret();

}  // namespace tenon
