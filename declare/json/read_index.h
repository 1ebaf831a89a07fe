// Reads indexes and exclusion constraints of the declared JSON into the draft.

#pragma once

#include "declare/json/draft.h"

namespace tenon {

void read_index(const Reading& in, const JsonValue& value, DraftTable& table);
void read_exclusion(const Reading& in, const JsonValue& value, DraftTable& table);

/// Adds the index of `"index": true`.
void add_inline_index(const Reading& in, Place place, bool unique, DraftTable& table, const Name& column);

}  // namespace tenon
