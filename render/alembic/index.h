// Writes indexes as Alembic calls.

#pragma once

#include <string>

#include "model/constraint.h"
#include "render/alembic/revision_builder.h"

namespace tenon {

/// Returns `op.create_index(op.f('ix'), 't', ['a', sa.text('lower(b) DESC')], unique=False)`
std::string alembic_added_index(const Index& index, const QualifiedName& table, Draft& draft);

/// Returns `op.drop_index(op.f('ix'), table_name='t')`
std::string alembic_dropped_index(const Index& index, const QualifiedName& table, Draft& draft);

/// Returns an element of an exclusion constraint: `sa.column('a')`.
std::string alembic_excluded_element(const IndexElement& element, Draft& draft);

}  // namespace tenon
