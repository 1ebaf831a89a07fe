// Signs messages as the Standard Webhooks specification has it.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "model/source_argument.h"

namespace tenon {

/// Returns `v1,<base64>`: HMAC-SHA256 over `id.timestamp.body` (Standard Webhooks 1.0.0, "Signature scheme");
/// `timestamp` is in seconds since 1970. A secret that begins with `whsec_` is base64 after it; any other one
/// is taken as it is. Several secrets, during a rotation, give as many signatures with a space between.
/// Throws Error(kConfiguration) if a secret is no base64 or empty; the message does not show it.
std::string signature(std::span<const SourceArgument> secrets, std::string_view id, std::int64_t timestamp,
                      std::string_view body);

}  // namespace tenon
