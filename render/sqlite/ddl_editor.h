#pragma once

#include <optional>
#include <string>

#include "model/catalog.h"

namespace tenon {

/// The CREATE TABLE of `declared`. What the user once wrote stays as it was, comments included, as far as it
/// still holds: the stored text of `declared` when there is one, else that of `actual` with only the changed
/// places edited. A text is used only when it is proved, by reading it again, to say what `declared` says;
/// else the table is written from the model.
std::string new_table_text(const Table& actual, const Table& declared);

/// The CREATE TABLE of a table that is not there yet: its stored text where that is proved to say the same.
std::string created_table_text(const Table& declared);

}  // namespace tenon
