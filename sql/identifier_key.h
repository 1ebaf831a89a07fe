// Writes a quoted identifier in its canonical form.

#pragma once

#include <string>

#include "model/dialect.h"
#include "sql/token.h"

namespace tenon {

/// Returns the spelling of a quoted identifier in a key: the bare word if quoting makes no difference in this
/// dialect, else the quoted one, always in double quotes.
std::string identifier_key(const Token& token, const Dialect& dialect);

}  // namespace tenon
