// Binds forms to the cookie of who loaded them.

#include "service/auth/forms.h"

#include "model/digest.h"
#include "service/auth/secret.h"

namespace tenon {

std::string form_token(std::string_view cookie_secret, std::string_view caller) {
  return hmac_sha256(cookie_secret, "tenon form\n" + std::string(caller));
}

bool is_form_token(std::string_view token, std::string_view cookie_secret, std::string_view caller) {
  return !cookie_secret.empty() && is_same_secret(token, form_token(cookie_secret, caller));
}

bool is_cross_site(const RequestOrigin& from) {
  if (from.sec_fetch_site && *from.sec_fetch_site != "same-origin" && *from.sec_fetch_site != "none")
    return true;
  if (!from.origin) return false;
  const auto scheme = from.origin->find("://");
  return scheme == std::string::npos || from.origin->substr(scheme + 3) != from.host;
}

}  // namespace tenon
