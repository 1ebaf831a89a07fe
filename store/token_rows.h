// Tokens as rows, and what the log says of them.

#pragma once

#include "audit/event.h"
#include "store/session.h"
#include "store/token_book.h"

namespace tenon {

inline constexpr const char* kTokenAdded = "token.added";
inline constexpr const char* kTokenRevoked = "token.revoked";

inline constexpr const char* kTokenColumns =
    "id, name, digest, scopes, created_at, ends_at, used_at, revoked_at";
/// Reads a token. Throws Error(kRefused) if its scopes are none.
ApiToken stored_token(const SqlRow& row);

/// Returns everything that lasts of a token as canonical JSON; of its digest another digest.
std::string token_body(const ApiToken& token);

/// Compares all tokens with what the log says of them, and adds what is wrong to `faults`. Returns how many
/// tokens there are.
std::int64_t checked_tokens(StoreSession& session, std::vector<StoreFault>& faults);

}  // namespace tenon
