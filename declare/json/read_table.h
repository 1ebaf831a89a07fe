// Reads a table of the declared JSON into the draft.

#pragma once

#include "declare/json/draft.h"
#include "declare/json/object_reader.h"

namespace tenon {

void read_table(const Reading& in, const JsonMember& entry, SchemaDraft& draft);

/// Reads the former name of a column, or of a table in a dialect without schemas; nullopt if there is none.
std::optional<Word> read_renamed_from(const Reading& in, const ObjectReader& from);

}  // namespace tenon
