// Declares the steps from a SchemaDraft to a Catalog.

#pragma once

#include "declare/json/draft.h"

namespace tenon {

// The steps from what the files say to a catalog; each adds its faults and goes on as far as it can.

/// Tables get the columns of their parents, where they do not list them.
void inherit_columns(SchemaDraft& draft, const Dialect& dialect, Faults& faults);

/// Foreign keys and owned sequences get the tables and columns that they mean.
void resolve_references(SchemaDraft& draft, const Dialect& dialect, Faults& faults);

/// What PostgreSQL's expressions name must be there.
void find_unknown_columns(const SchemaDraft& draft, Faults& faults);

/// What is said and holds without being said (the collation that a column has by itself, DEFERRABLE where
/// nothing can defer) is taken back, so that it does not differ from saying nothing.
void fold_defaults(SchemaDraft& draft, const Dialect& dialect);

/// An enum that the types of columns imply is one, however often it is said; other labels are a fault.
void merge_enums(SchemaDraft& draft, Faults& faults);

/// Serial columns become what the server makes of them: a default and a sequence that goes away with them.
void expand_serials(SchemaDraft& draft, const Dialect& dialect);

/// Constraints get the names that are given or that the convention makes of them; the rest stay nameless.
void name_constraints(SchemaDraft& draft, const NamingConvention& convention, const Dialect& dialect,
                      Faults& faults);

/// Two things of one name where the database, or a comparison by names, wants them apart.
void find_collisions(const SchemaDraft& draft, const Dialect& dialect, Faults& faults);

/// The sorted catalog, every constraint named, every schema that is used in it.
Catalog catalog_of(SchemaDraft draft, const Dialect& dialect);

}  // namespace tenon
