// What is said of renames: renames in, words, notes and faults out.

#pragma once

#include <string>
#include <vector>

#include "model/error.h"
#include "model/rename.h"

namespace tenon {

/// The step that a rename asks for, which may take several.
RenameStep step_of(const DataRename& rename);

/// Whether the command line says it.
bool is_flag(const DataRename& rename);

/// "table public.a to b", "column public.t.a to b".
std::string spoken(const RenameStep& step);
std::string spoken(const DataRename& rename);
/// As the command line spells it: "table:public.a=public.b".
std::string flag_text(const DataRename& rename);

/// An error where the rename is said: Error(kUsage) of the command line, else Error(kDeclaration) with the
/// place.
Error refusal(const DataRename& rename, const std::string& why);

/// What is noted of a flag whose old name is not there while the new one is.
std::string note_of_done(const DataRename& flag);

/// Throws for renames that lead in a circle, unless the command line says all of them: once it is done a
/// circle looks as it did before, so a file that goes on saying it says nothing.
void require_no_circle(const std::vector<DataRename>& wanted);

/// Throws for two renames of one table or column to different names: Error(kDeclaration) with the places of
/// both, or Error(kUsage) where the command line says one of them.
void require_one_name_each(const std::vector<DataRename>& wanted);

}  // namespace tenon
