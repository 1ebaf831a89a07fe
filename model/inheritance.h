// What a child table inherits when the columns of its parent change (PostgreSQL).

#pragma once

#include <optional>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// Returns the part of an inherited constraint that parent and partition have in common. Storage options
/// belong to each table, and an index may be invalid in the parent.
Constraint common_definition(Constraint constraint);

/// Tells whether an index or a key of a partitioned table takes in the key of a partition as its part,
/// although the key stays the partition's own: PostgreSQL compares the indexes behind both (DefineIndex), and
/// neither whether they back a primary key, nor whether they are deferrable.
bool takes_in(const Constraint& wholes, const Constraint& parts, const Dialect& dialect);

/// Returns the options that a child inherits with a new column: storage settings. All others belong to each
/// table.
Options inherited_settings(Options options);
/// Returns the options that a column keeps when its type changes: the new type determines its storage.
Options settings_after_retyping(Options options);

// Columns of a child table after changes of its parent (PostgreSQL manual, "Inheritance" and "Table
// Partitioning"). Comments and identity are never inherited.

/// Tells whether a parent has the column too.
bool is_inherited(const Table& table, const Column& column);

/// Returns the column that a child gets from a new column of its parent.
Column inherited_column(const Column& parents, const Table& to);

/// Returns the column that CREATE TABLE merges from those that parents hand down under one name (CREATE
/// TABLE, INHERITS): NOT NULL where one of them is, with the first default and the first settings. REQUIRES:
/// one at least.
Column merged_columns(const std::vector<Column>& handed_down);

/// Returns the column as CREATE TABLE makes it in a table that declares it and inherits it from `parents`:
/// what it does not say of its default, its generation and NOT NULL is as they have it.
Column declared_as_well(Column column, const Column& parents);

/// Returns the column after DROP COLUMN on the parent; nullopt if it is dropped too. `by_another`: another
/// parent has the column as well.
std::optional<Column> after_parents_drop(Column column, const Table& of, bool by_another);

/// Returns the column after a change of the parent's: each changed attribute is set here as well. A default
/// does not survive a change of type: it is dropped everywhere before, and the parent's is set everywhere
/// afterwards.
Column after_parents_change(Column column, const Column& from, const Column& to);
/// Tells whether ALTER sets or drops a default between the two, be it for the time in which the type changes.
bool alters_default(const Column& from, const Column& to);
/// Returns the column after the type of the parent's column was recreated. `parents_default` is the default
/// of the parent after that, and so of the column.
Column after_parents_recast(Column column, const Column& parents,
                            const std::optional<Expression>& parents_default);

/// Returns the column after its table became a child of a parent that has the column.
Column after_attaching(Column column, const Table& of);
/// Returns the column after the last parent that has it was detached.
Column after_detaching(Column column);

}  // namespace tenon
