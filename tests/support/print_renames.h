#pragma once

#include <iosfwd>

#include "model/op.h"
#include "model/rename.h"

namespace tenon {

void PrintTo(const DataRename& rename, std::ostream* out);
void PrintTo(const RenameStep& step, std::ostream* out);
void PrintTo(const RenameTable& op, std::ostream* out);
void PrintTo(const MoveTable& op, std::ostream* out);
void PrintTo(const RenameColumn& op, std::ostream* out);
void PrintTo(const RenameSequence& op, std::ostream* out);

}  // namespace tenon
