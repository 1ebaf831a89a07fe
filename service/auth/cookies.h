// Cookies: the text of a header in or out.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// The cookie of a login.
inline constexpr std::string_view kLoginCookie = "tenon_login";
/// The cookie that forms are bound to where there is no login: on the login page, and behind a proxy that
/// says who calls.
inline constexpr std::string_view kFormCookie = "tenon_form";

/// Returns the value of a cookie in the header Cookie; nullopt if it is not there, or there twice.
std::optional<std::string> cookie_value(std::string_view header, std::string_view name);

/// How a cookie is set.
struct CookieRules {
  std::chrono::seconds lifetime{0};  ///< 0: it is removed
  bool is_secure = false;            ///< the browser came over TLS, and is to send it over TLS alone
};

/// Returns the value of Set-Cookie. No script and no page of another site gets at the cookie (HttpOnly,
/// SameSite=Strict).
std::string set_cookie(std::string_view name, std::string_view value, const CookieRules& rules);

}  // namespace tenon
