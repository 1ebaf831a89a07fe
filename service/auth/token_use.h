// The use cases of tokens: make one, list them, revoke one.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/token_report.h"

namespace tenon {

/// A token that somebody wants, in words.
struct TokenWish {
  std::string name;
  std::vector<std::string> scopes;
  std::string until;  ///< a date, whose day is included, or a time; empty: until it is revoked
};

/// Returns the token that is wanted, without a secret. Throws Error(kUsage) for a word that is wrong.
ApiToken wished_token(const TokenWish& wish, Instant now);

/// Returns when a token ends that somebody wants; nullopt: it is not said. Throws Error(kUsage) for a text
/// that is no date, and for one that is over.
std::optional<Instant> end_of_token(const std::string& until, Instant now);

/// Gives a token a new secret and stores it. The list has the token and its secret, which nobody can read
/// again.
TokenList added_token(Store& store, ApiToken token, Instant now);

/// Returns the tokens that have effect, or all.
TokenList token_list(Store& store, Instant now, bool all);

/// Revokes a token; see TokenBook::revoke().
TokenList revoked_token(Store& store, std::int64_t id, Instant now);

}  // namespace tenon
