// Edits a stored CREATE TABLE into that of the wanted table and keeps the user's text.

#pragma once

#include <optional>
#include <string>

#include "model/catalog.h"

namespace tenon {

/// Returns the CREATE TABLE of `declared` and keeps what the user wrote, comments included, where it still
/// holds. It starts from the stored text of `declared` if there is one, else from that of `actual`, and edits
/// only the changed places. It parses the result again and uses it only if it is equivalent to `declared`;
/// otherwise it writes the table from the model.
std::string new_table_text(const Table& actual, const Table& declared);

/// Returns the CREATE TABLE of a new table: its stored text if that is proved equivalent to the model.
std::string created_table_text(const Table& declared);

}  // namespace tenon
