// Reads foreign keys and references of the declared JSON into the draft.

#pragma once

#include <string>

#include "declare/json/draft.h"

namespace tenon {

void read_foreign_key(const Reading& in, const JsonValue& value, DraftTable& table);

/// Reads a foreign key that is declared at its only column, `column`.
void read_inline_foreign_key(const Reading& in, const JsonValue& value, DraftTable& table,
                             const Name& column);

/// Reads `t.c`, `s.t.c`, a list of them, or {"table", "schema", "columns"}.
std::optional<Reference> read_reference(const Reading& in, const JsonValue& value, const std::string& who);

/// Reads `t`, `s.t`, or {"table", "schema"}.
std::optional<TableReference> read_table_reference(const Reading& in, const JsonValue& value,
                                                   const std::string& who);

}  // namespace tenon
