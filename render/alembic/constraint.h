// Writes constraints as Alembic and SQLAlchemy calls.

#pragma once

#include <string>
#include <string_view>

#include "model/constraint.h"
#include "render/alembic/revision_builder.h"

namespace tenon {

/// Where a directive is called: `op`, which wants the table, or `batch_op`, which knows it.
struct Proxy {
  std::string_view name;
  const QualifiedName* table;  ///< nullptr: the proxy knows it
};

/// `op.create_foreign_key(op.f('fk_a'), 'a', 'b', ['b_id'], ['id'])`, or `batch_op....` without the table.
std::string alembic_added_constraint(const Constraint& constraint, const Proxy& proxy, Draft& draft);

/// `op.drop_constraint(op.f('fk_a'), 'a', type_='foreignkey')`; an index: `op.drop_index(...)`.
std::string alembic_dropped_constraint(const Constraint& constraint, const Proxy& proxy, Draft& draft);

/// `sa.UniqueConstraint('a', 'b', name=op.f('uq'))`, for inside a table. A name that is empty is not written.
std::string alembic_inline_constraint(const Constraint& constraint, Draft& draft);

}  // namespace tenon
