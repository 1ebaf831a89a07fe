// What callers may do.

#include "service/auth/caller.h"

#include <algorithm>
#include <string_view>

namespace tenon {

namespace {

/// Whether no spelling of the path could mean another one.
bool is_plain_path(std::string_view path) {
  return path.find("..") == std::string_view::npos && path.find("//") == std::string_view::npos &&
         path.find('%') == std::string_view::npos && path.find('\\') == std::string_view::npos;
}

bool is_below(std::string_view path, std::string_view pattern) {
  return pattern.ends_with("/*") && path.starts_with(pattern.substr(0, pattern.size() - 1)) &&
         is_plain_path(path);
}

}  // namespace

std::optional<Refusal> refused(const Caller& caller, AccessScope scope) {
  if (caller.scopes.allows(scope)) return std::nullopt;
  const std::string wanted(to_string(scope));
  const std::string who = caller.name.empty() ? "without a token this is" : caller.name + " is";
  return Refusal{403, who + " not allowed: it needs the scope " + wanted,
                 "Bearer realm=\"tenon\", error=\"insufficient_scope\", scope=\"" + wanted + "\""};
}

bool is_public_path(const std::string& method, const std::string& path,
                    const std::vector<std::string>& configured) {
  if (method != "GET" && method != "HEAD") return false;
  if (path == "/healthz" || path == "/readyz") return true;
  return std::ranges::any_of(configured,
                             [&](const std::string& one) { return one == path || is_below(path, one); });
}

}  // namespace tenon
