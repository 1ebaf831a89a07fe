// Reads a rename from the command line: its text in, the rename out.

#pragma once

#include <string>

#include "model/dialect.h"
#include "model/rename.h"

namespace tenon {

/// A rename as the command line spells it: `table:a=b`, `column:t.a=b`, with the schema before where there is
/// one; `table:s.a=other.b` moves it. A name with a separator in it stands in quotes, `table:"a.b"=c`. Throws
/// Error(kUsage).
DataRename rename_flag(const std::string& text, const Dialect& dialect);

}  // namespace tenon
