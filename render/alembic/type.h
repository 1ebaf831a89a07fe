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

/// Returns the class that custom_type() uses, for the head of the file.
std::string_view custom_type_class();

}  // namespace tenon
