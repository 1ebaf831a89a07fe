// Reads a column of the declared JSON into the draft.

#pragma once

#include "declare/json/draft.h"

namespace tenon {

/// Reads a column with its inline constraints. `keys` receives the column if it is part of the primary key.
void read_column(const Reading& in, const JsonMember& entry, SchemaDraft& draft, DraftTable& table,
                 std::vector<Word>& keys);

}  // namespace tenon
