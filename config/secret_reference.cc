// Describes references.

#include "config/secret_reference.h"

namespace tenon {

std::string to_string(const SecretReference& reference) {
  switch (reference.kind) {
    case SecretKind::kNone:
      return "";
    case SecretKind::kText:
      return reference.text.redacted();
    case SecretKind::kEnvironment:
      return "env:" + reference.name;
    case SecretKind::kFile:
      return "file:" + reference.name;
    case SecretKind::kService:
      return "service:" + reference.name;
    case SecretKind::kCommand:
      return "command:" + reference.command.front();
  }
  return "";
}

}  // namespace tenon
