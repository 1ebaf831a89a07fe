// Writes a quoted identifier in its canonical form.

#pragma once

#include <string>

#include "model/dialect.h"
#include "sql/token.h"

namespace tenon {

/// A quoted identifier as a key spells it: as the bare word where quoting changes nothing in this dialect,
/// else as it was written (in double quotes, whatever quotes it had).
std::string identifier_key(const Token& token, const Dialect& dialect);

}  // namespace tenon
