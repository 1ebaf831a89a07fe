// The columns of a table that is created: what CREATE TABLE makes of those that its parents hand down, and
// what remains to be altered.
#pragma once

#include <cstddef>

#include "model/catalog.h"
#include "plan/ops/op_emitter.h"

namespace tenon {

/// Returns whether CREATE TABLE ... PARTITION OF alone gives the columns of a partition their definitions.
bool is_as_handed_down(const OpEmitter& emitter, const Table& table);

/// The table as CREATE TABLE writes it. A column that parents alone hand down is as they have it. A column
/// that is declared as well omits what they give it: the generation expression (PostgreSQL before 16 refuses
/// one there), and the default unless theirs differ.
Table as_written(const OpEmitter& emitter, const Table& table);

/// Emits the ops for the columns that the parents' definitions make otherwise than they are to be; `created`
/// is the number of the node that creates the table. Throws Error(kUnsupported) where CREATE TABLE would
/// refuse what the parents hand down.
void alter_inherited(OpEmitter& emitter, const Table& table, std::size_t created);

}  // namespace tenon
