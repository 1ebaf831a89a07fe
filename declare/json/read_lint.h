// Reads the settings of lint rules from the declared JSON.

#pragma once

#include "declare/json/draft.h"
#include "declare/json/object_reader.h"

namespace tenon {

/// Adds the settings of lint in a file.
void read_lint(const Reading& in, const JsonValue& value, LintSettings& to);

/// Adds the settings of lint in a table, which apply to the table and its columns and constraints.
void read_table_lint(const Reading& in, const ObjectReader& from, DraftTable& table);

/// Adds the settings of lint in a constraint or an index, which apply to it alone.
void read_object_lint(const Reading& in, const ObjectReader& from, DraftTable& table);

}  // namespace tenon
