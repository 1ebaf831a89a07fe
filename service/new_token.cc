// Holds a wish against what its caller has, and adds the token.

#include "service/new_token.h"

#include "service/api/problem.h"
#include "store/store_pool.h"

namespace tenon {

TokenList new_token(const Service& service, const TokenWish& wish, const Caller& caller, Instant now) {
  const ApiToken token = wished_token(wish, now);
  if (!caller.scopes.allows_all_of(token.scopes))
    throw RequestRefused(
        {403, "forbidden", "That is not allowed", "nobody gives a scope that they do not have"});
  return service.stores.with([&](Store& store) { return added_token(store, token, now); });
}

}  // namespace tenon
