// Reads renames from the comments of SQL files: files and what they declare in, renames out.

#pragma once

#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "model/document.h"
#include "model/rename.h"

namespace tenon {

/// The line in SQL that says what a table or a column was called: before the statement or the line of the
/// column, or at its end.
inline constexpr std::string_view kRenamedFrom = "-- tenon: renamed from ";

/// The renames that SQL files say of what they declare. Throws Error(kDeclaration) for a line that stands by
/// no table and no column.
std::vector<DataRename> sql_renames(const std::vector<Document>& documents, const Catalog& declared);

}  // namespace tenon
