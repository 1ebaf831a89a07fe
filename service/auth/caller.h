// Who calls the service, and how it is said that somebody may not.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "model/access_scope.h"

namespace tenon {

/// Who calls, and what is allowed.
struct Caller {
  enum class By {
    kToken,   ///< Authorization: Bearer
    kLogin,   ///< the cookie of a login
    kProxy,   ///< what a trusted proxy says
    kNobody,  ///< a public path
  };
  std::string name;  ///< of the token, or as the proxy says
  Scopes scopes;
  By by = By::kNobody;

  /// Whether a browser sends who it is by itself, so that what changes something needs the token of a form.
  bool needs_form_token() const { return by == By::kLogin || by == By::kProxy; }

  friend bool operator==(const Caller&, const Caller&) = default;
};

/// Why a request is not answered.
struct Refusal {
  int status = 401;            ///< of HTTP: 401, 403 or 429
  std::string what;            ///< for people; nothing in it is secret
  std::string challenge = {};  ///< the value of WWW-Authenticate (RFC 6750, section 3); empty: none
  std::optional<std::chrono::seconds> retry_after = {};

  friend bool operator==(const Refusal&, const Refusal&) = default;
};

/// Returns why a caller may not do what needs a scope; nullopt: it may.
std::optional<Refusal> refused(const Caller& caller, AccessScope scope);

/// Whether a path is answered without knowing who asks: `/healthz` and `/readyz`, and GET and HEAD of what is
/// configured as public, a path or, ending in `/*`, all below one.
bool is_public_path(const std::string& method, const std::string& path,
                    const std::vector<std::string>& configured);

}  // namespace tenon
