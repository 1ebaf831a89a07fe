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

/// Reads the reference at `key`, if there is one, into `to`: in a file one of the forms above, in a request
/// `{"secret": "NAME"}` or, where the use allows it, a URL.
void read_secret(TableReader& table, std::string_view key, SecretUse use, Setting<SecretReference>& to);

/// Reads `password`, the reference to the password of a URL that has none, into the reference to that URL.
void read_password(TableReader& table, Setting<SecretReference>& url);

/// Reads a reference that is written as one text: `env:NAME`, `file:PATH`, `service:NAME`, or a URL.
SecretReference reference_of(std::string_view text, const std::string& folder);

}  // namespace tenon
