// Decodes tokens: strings, escapes and quoted identifiers become their content.

#pragma once

#include <string>

#include "model/dialect.h"
#include "sql/token.h"

namespace tenon {

/// Returns the content of a kWord, kIdentifier or kString token: without quotes, with doubled quotes and
/// PostgreSQL's E'' escapes undone. Words are returned as written.
std::string content(const Token& token);

}  // namespace tenon
