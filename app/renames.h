// Renames of tables and columns: what is said of them in, a renamed catalog, findings and ops out.

#pragma once

#include <span>
#include <string>
#include <vector>

#include "declare/declaration.h"
#include "model/change.h"
#include "model/op.h"
#include "model/rename.h"

namespace tenon {

/// The line in SQL that says what a table or a column was called: before the statement or the line of the
/// column, or at its end.
inline constexpr std::string_view kRenamedFrom = "-- tenon: renamed from ";

/// The renames that SQL files say of what they declare. Throws Error(kDeclaration) for a line that stands by
/// no table and no column.
std::vector<DataRename> sql_renames(const std::vector<Document>& documents, const Catalog& declared);

/// A rename as the command line spells it: `table:a=b`, `column:t.a=b`, with the schema before where there is
/// one; `table:s.a=other.b` moves it. Throws Error(kUsage).
DataRename rename_flag(const std::string& text, const Dialect& dialect);

/// The actual side as it is once the renames are carried out.
struct RenamedActual {
  Catalog catalog;
  std::vector<DataRename> done;  ///< the steps that were still to do, tables first
  std::vector<std::string> notes;
};

/// Carries out what is not yet so, see RenameApplier. Throws Error(kUsage) for a rename of the command line
/// to what `declared` has not, with the nearest name that it has.
RenamedActual renamed_actual(Catalog actual, std::vector<DataRename> wanted, const Catalog& declared);

/// The finding of each table and column that has another name in the end, and of each schema that is made for
/// one.
std::vector<Change> rename_changes(const std::vector<DataRename>& done, const Catalog& actual,
                                   const Catalog& declared);
/// Whether a change is one of them; `actual` is as it is once they are carried out.
bool is_data_rename(const Change& change, const Catalog& actual);

/// A migration of the renamed catalog with the renames before it, and taken back after the way down.
Migration with_renames(Migration migration, const std::vector<DataRename>& done);

/// For each dropped table or column that looks like one that is added and like no other: what to say if it is
/// one that is renamed.
std::vector<std::string> rename_hints(const std::vector<Change>& changes);

}  // namespace tenon
