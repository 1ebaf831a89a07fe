// Describes origins.

#include "config/setting.h"

namespace tenon {

std::string to_string(const Origin& origin) {
  switch (origin.kind) {
    case OriginKind::kDefault:
      return "default";
    case OriginKind::kFile:
      return to_string(origin.at);
    case OriginKind::kEnvironment:
      return "environment " + origin.name;
    case OriginKind::kFlag:
      return "flag " + origin.name;
    case OriginKind::kApi:
      return "the API";
  }
  return "";
}

}  // namespace tenon
