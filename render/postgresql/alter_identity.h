// Writes changes of the sequence behind an identity column.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"

namespace tenon {

// These functions are about the sequence of an identity column that ALTER COLUMN changes.

/// Returns whether the new integer type has a smaller range.
bool narrows_integer(const Type& from, const Type& to);

/// Returns the action on the column, `SET GENERATED ALWAYS SET MAXVALUE 100`; empty if the sequence does not
/// change.
std::string identity_action(const AlterColumn& op);

/// Returns whether the action needs statements of its own: the current value may be outside the new bounds,
/// or the sequence must be narrowed before its type.
bool identity_moves(const AlterColumn& op);

/// Returns the statements for a sequence for which identity_moves() holds; none for any other. They precede a
/// change to a narrower type, and follow one to a wider type.
std::vector<std::string> postgres_moved_identity(const AlterColumn& op);

}  // namespace tenon
