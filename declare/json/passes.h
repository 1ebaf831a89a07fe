// Declares the steps from a SchemaDraft to a Catalog.

#pragma once

#include "declare/json/draft.h"

namespace tenon {

// The steps from a draft to a catalog; each adds its faults and continues as far as possible.

/// Adds the columns of parents to child tables that do not list them.
void inherit_columns(SchemaDraft& draft, const Dialect& dialect, Faults& faults);

/// Resolves the tables and columns of foreign keys and owned sequences.
void resolve_references(SchemaDraft& draft, const Dialect& dialect, Faults& faults);

/// Reports PostgreSQL expressions that name columns that do not exist.
void find_unknown_columns(const SchemaDraft& draft, Faults& faults);

/// Removes what equals the default (the default collation of a column, INITIALLY without DEFERRABLE), so that
/// writing it is no difference.
void fold_defaults(SchemaDraft& draft, const Dialect& dialect);

/// Merges enums that are implied by several columns; different labels are a fault.
void merge_enums(SchemaDraft& draft, Faults& faults);

/// Makes the columns serial that SQLAlchemy's `autoincrement` makes so, in a dialect with sequences: see
/// counts_by_itself().
void count_keys(SchemaDraft& draft, const Dialect& dialect, Faults& faults);

/// Replaces serial columns by a default and an owned sequence, as the server does.
void expand_serials(SchemaDraft& draft, const Dialect& dialect);

/// Gives constraints their declared names or those of the convention; the rest stay nameless.
void name_constraints(SchemaDraft& draft, const NamingConvention& convention, const Dialect& dialect,
                      Faults& faults);

/// Reports two objects of one name where the database, or a comparison by names, requires different ones.
void find_collisions(const SchemaDraft& draft, const Dialect& dialect, Faults& faults);

/// Returns the sorted catalog, with a name for every constraint and every schema that is used.
Catalog catalog_of(SchemaDraft draft, const Dialect& dialect);

}  // namespace tenon
