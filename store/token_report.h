// Tokens of the service for people and for programs.

#pragma once

#include <string>
#include <vector>

#include "model/source_argument.h"
#include "store/token_book.h"

namespace tenon {

/// Tokens, and the time at which they are looked at.
struct TokenList {
  std::vector<ApiToken> tokens;
  Instant now{};
  SourceArgument secret = {};  ///< of the one that was just made, shown this once; empty: none was
};

/// Returns `active`, `ended` or `revoked`.
std::string token_state(const ApiToken& token, Instant now);

/// Returns a line for each, in columns; of a new one its secret alone, so that a script can take it as it is.
std::string tokens_text(const TokenList& list);
/// Returns them as JSON, `schema_version` 1; ends in a newline.
std::string tokens_json(const TokenList& list);

}  // namespace tenon
