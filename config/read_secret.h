// Reads references to secrets: `{env = "NAME"}`, `{file = "PATH"}`, `{service = "NAME"}`, `{command =
// [...]}`.

#pragma once

#include <string>
#include <string_view>

#include "config/secret_reference.h"
#include "config/table_reader.h"

namespace tenon {

/// What a reference leads to.
enum class SecretUse {
  kUrl,      ///< of a database or a service: it may be written as it is where it holds no secret
  kWebUrl,   ///< of a webhook
  kLiteral,  ///< a secret itself, which is never written as it is
};

/// Reads the reference at `key`, if there is one, into `to`.
void read_secret(TableReader& table, std::string_view key, SecretUse use, Setting<SecretReference>& to);

/// Reads a reference that is written as one text: `env:NAME`, `file:PATH`, `service:NAME`, or a URL.
SecretReference reference_of(std::string_view text, const std::string& folder);

}  // namespace tenon
