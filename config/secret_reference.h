// A reference to a value that must not stand in a configuration: where it is kept, never what it is.

#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "model/source_argument.h"

namespace tenon {

/// Where a URL, a token or a password is kept.
enum class SecretKind {
  kNone,
  kText,         ///< a URL without a password, as it is written
  kEnvironment,  ///< a variable; where it is not set, `<NAME>_FILE` names a file
  kFile,         ///< a file; a relative one is also looked for in $CREDENTIALS_DIRECTORY
  kService,      ///< a service of libpq
  kCommand,      ///< what a program prints
};

/// A reference to a value. It holds no secret, except `text`, which a query may have returned and which
/// therefore cannot be printed.
struct SecretReference {
  SecretKind kind = SecretKind::kNone;
  std::string name = {};                  ///< of the variable, the file (as written) or the service
  std::string folder = {};                ///< that a relative file starts from; empty: the working directory
  std::vector<std::string> command = {};  ///< argv; no shell reads it
  std::chrono::milliseconds time_limit = std::chrono::seconds(10);  ///< of the command
  SourceArgument text = {};
  std::vector<SecretReference> password = {};  ///< one: of the URL that this leads to; empty: it has its own

  bool empty() const { return kind == SecretKind::kNone; }

  friend bool operator==(const SecretReference& a, const SecretReference& b) {
    return a.kind == b.kind && a.name == b.name && a.folder == b.folder && a.command == b.command &&
           a.time_limit == b.time_limit && a.text.exposed() == b.text.exposed() && a.password == b.password;
  }
};

/// Returns the reference for people, logs and the audit store: `env:ORDERS_URL`, `file:/run/secrets/orders`,
/// `service:orders`, `command:vault` (the program alone: its arguments may say more than they should), or a
/// URL with *** for what is hidden.
std::string to_string(const SecretReference& reference);

}  // namespace tenon
