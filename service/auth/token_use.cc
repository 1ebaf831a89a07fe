// The use cases of tokens: make one, list them, revoke one.

#include "service/auth/token_use.h"

#include "model/error.h"
#include "service/auth/secret.h"

namespace tenon {

ApiToken wished_token(const TokenWish& wish, Instant now) {
  ApiToken token;
  token.name = wish.name;
  token.created = now;
  for (const std::string& word : wish.scopes) {
    const auto scope = access_scope_named(word);
    if (!scope) throw Error(Fault::kUsage, why_no_scope(word));
    token.scopes.add(*scope);
  }
  token.ends = parsed_last_instant(wish.until);
  if (!wish.until.empty() && !token.ends)
    throw Error(Fault::kUsage,
                "a token ends on a date, and that day is included: 2026-12-31; found \"" + wish.until + "\"");
  require_complete(token);
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
