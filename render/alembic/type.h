// Writes column types as SQLAlchemy types.

#pragma once

#include <string>

#include "model/catalog.h"
#include "render/alembic/revision_builder.h"

namespace tenon {

/// Returns the type of a column with its collation in SQLAlchemy's form: `sa.String(length=30)`. A type that
/// SQLAlchemy 1.4 lacks is written by custom_type(), so that nothing is lost.
std::string alembic_type(const Column& column, Draft& draft);

/// Returns `_Type('citext')`: any type by its text.
std::string custom_type(const Column& column, Draft& draft);

/// Tells whether Alembic's batch mode would cast the values of a column that changes its type, where both are
/// written by alembic_type(): it does so between classes of SQLAlchemy that differ in their affinity.
bool casts_in_batch(const Column& from, const Column& to, const Dialect& dialect);

/// Returns the class that custom_type() uses, for the head of the file.
std::string_view custom_type_class();

}  // namespace tenon
