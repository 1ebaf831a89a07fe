// Forms that no page of another site can send: tokens in them, and what the browser says of where they come
// from.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// Returns the token that a form carries (against cross-site request forgery): an HMAC-SHA256 over who calls,
/// keyed with the secret of a cookie (kLoginCookie, or kFormCookie where there is no login). It needs no
/// store, and is of no use with any other cookie.
std::string form_token(std::string_view cookie_secret, std::string_view caller);

/// Whether a form carries the token of its cookie. Without a cookie none does.
bool is_form_token(std::string_view token, std::string_view cookie_secret, std::string_view caller);

/// What a browser says of where a request comes from; nullopt: the header is not there.
struct RequestOrigin {
  std::optional<std::string> origin;          ///< Origin
  std::optional<std::string> sec_fetch_site;  ///< Sec-Fetch-Site
  std::string host;                           ///< Host, as it is
};

/// Whether a request that changes something comes from a page of another site. What says nothing of its
/// origin is no browser, and has no cookie that could be misused.
bool is_cross_site(const RequestOrigin& from);

}  // namespace tenon
