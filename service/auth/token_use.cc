// The use cases of tokens: make one, list them, revoke one.

#include "service/auth/token_use.h"

#include "model/error.h"
#include "service/auth/secret.h"

namespace tenon {

std::optional<Instant> end_of_token(const std::string& until, Instant now) {
  if (until.empty()) return std::nullopt;
  const auto ends = parsed_last_instant(until);
  if (!ends)
    throw Error(Fault::kUsage,
                "a token ends on a date, and that day is included: 2026-12-31; found \"" + until + "\"");
  if (*ends <= now) throw Error(Fault::kUsage, "a token must end after it begins; found " + rfc3339(*ends));
  return ends;
}

ApiToken wished_token(const TokenWish& wish, Instant now) {
  ApiToken token;
  token.name = wish.name;
  token.created = now;
  for (const std::string& word : wish.scopes) {
    const auto scope = access_scope_named(word);
    if (!scope) throw Error(Fault::kUsage, why_no_scope(word));
    token.scopes.add(*scope);
  }
  require_complete(token);
  token.ends = end_of_token(wish.until, now);
  return token;
}

TokenList added_token(Store& store, ApiToken token, Instant now) {
  TokenList list{{}, now, new_token_secret()};
  token.digest = digest_of_secret(list.secret.exposed());
  list.tokens.push_back(TokenBook(store).add(std::move(token)));
  return list;
}

TokenList token_list(Store& store, Instant now, bool all) {
  TokenList list{TokenBook(store).all(), now};
  if (!all) std::erase_if(list.tokens, [&](const ApiToken& one) { return !is_active(one, now); });
  return list;
}

TokenList revoked_token(Store& store, std::int64_t id, Instant now) {
  return {{TokenBook(store).revoke(id, now)}, now};
}

}  // namespace tenon
