// Writes column types as SQLAlchemy types.

#pragma once

#include <string>

#include "model/catalog.h"
#include "render/alembic/revision_builder.h"

namespace tenon {

/// The type of a column as SQLAlchemy is to write it, its collation with it: `sa.String(length=30)`. What
/// SQLAlchemy 1.4 has no type for is written by custom_type(), so that nothing of it is lost.
std::string alembic_type(const Column& column, Draft& draft);

/// `_Type('citext')`: the type by its very text, whatever it is.
std::string custom_type(const Column& column, Draft& draft);

/// The class behind custom_type(), for the head of the file.
std::string_view custom_type_class();

}  // namespace tenon
