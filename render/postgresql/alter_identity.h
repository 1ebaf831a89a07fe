// Writes changes of the sequence behind an identity column.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"

namespace tenon {

// What ALTER COLUMN does to the sequence behind an identity column that stays one.

/// Whether the values of the one type are more than the other holds.
bool narrows_integer(const Type& from, const Type& to);

/// The action on the column, `SET GENERATED ALWAYS SET MAXVALUE 100`; empty: the sequence stays as it is.
std::string identity_action(const AlterColumn& op);

/// Whether the action cannot stand beside the others: the sequence may stand at a value that the new bounds
/// refuse, or has to be narrowed before its type is.
bool identity_moves(const AlterColumn& op);

/// The statements for a sequence that moves; none for another. They come before a type that narrows, and
/// after one that widens.
std::vector<std::string> postgres_moved_identity(const AlterColumn& op);

}  // namespace tenon
