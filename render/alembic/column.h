// Writes columns and changes of columns as Alembic calls.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"
#include "render/alembic/revision_builder.h"

namespace tenon {

/// Options for writing a column.
struct ColumnStyle {
  bool in_primary_key = false;
  bool counts = false;       ///< a serial column that SQLAlchemy creates: `autoincrement=True`
  bool custom_type = false;  ///< by its text, even if SQLAlchemy has the type
};

/// Returns `sa.Column('c', sa.Integer(), nullable=False)`
std::string alembic_column(const Column& column, const ColumnStyle& style, Draft& draft);

/// Returns `sa.text('now()')`
std::string alembic_default(const Expression& value, Draft& draft);

/// Returns the op.alter_column() calls of one change, in an order that runs.
std::vector<std::string> alembic_altered_column(const AlterColumn& op, Draft& draft);

}  // namespace tenon
