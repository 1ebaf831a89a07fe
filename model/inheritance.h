#pragma once

#include <optional>

#include "model/catalog.h"

namespace tenon {

/// What a parent and its partition have in common of a constraint that is handed down. How an index is stored
/// is each table's own, and an index need not be whole to be handed down.
Constraint common_definition(Constraint constraint);

/// What of a column's options a parent hands down with a new column: how its values are stored. The rest is
/// each table's own.
Options inherited_settings(Options options);
/// What is left of a column's options when it gets another type: the new type says how it is stored.
Options settings_after_retyping(Options options);

// What the columns of a table become when those of its parent change (PostgreSQL: "Inheritance" and "Table
// Partitioning"). Comments and identities are never handed down.

/// Whether a parent has the column too.
bool is_inherited(const Table& table, const Column& column);

/// A column that a table gets with its parent's.
Column inherited_column(const Column& parents, const Table& to);

/// What is left when the parent's column is dropped; nothing when it goes along. `by_another`: another parent
/// has the column, too.
std::optional<Column> after_parents_drop(Column column, const Table& of, bool by_another);

/// When the parent's column changes: every attribute that changes there is set here as well. A default does
/// not outlive a change of the type: it is taken off everywhere before, and the parent's is set everywhere
/// after.
Column after_parents_change(Column column, const Column& from, const Column& to);
/// When the type under the parent's column is made anew. `parents_default`: what the parent has for a default
/// after that, and so the column.
Column after_parents_recast(Column column, const Column& parents,
                            const std::optional<Expression>& parents_default);

/// When a table is made the child of a parent that has the column.
Column after_attaching(Column column, const Table& of);
/// When no parent is left that has the column.
Column after_detaching(Column column);

}  // namespace tenon
