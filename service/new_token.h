// Makes tokens for those who may.

#pragma once

#include "model/instant.h"
#include "service/auth/caller.h"
#include "service/auth/token_use.h"
#include "service/service.h"

namespace tenon {

/// Adds the token that a caller wants; the list has it with its secret, which nobody sees again. Throws
/// RequestRefused (403) for scopes that the caller does not have, and Error(kUsage) for a word that is wrong.
TokenList new_token(const Service& service, const TokenWish& wish, const Caller& caller, Instant now);

}  // namespace tenon
