// Reads and writes cookies.

#include "service/auth/cookies.h"

#include <algorithm>

namespace tenon {

std::optional<std::string> cookie_value(std::string_view header, std::string_view name) {
  std::optional<std::string> found;
  for (std::size_t begin = 0; begin < header.size();) {
    const std::size_t end = std::min(header.find(';', begin), header.size());
    std::string_view pair = header.substr(begin, end - begin);
    begin = end + 1;
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
    if (found) return std::nullopt;
    found = pair.substr(equals + 1);
  }
  return found;
}

std::string set_cookie(std::string_view name, std::string_view value, const CookieRules& rules) {
  return std::string(name) + "=" + std::string(value) +
         "; Max-Age=" + std::to_string(rules.lifetime.count()) + "; HttpOnly; SameSite=Strict; Path=/" +
         (rules.is_secure ? "; Secure" : "");
}

}  // namespace tenon
