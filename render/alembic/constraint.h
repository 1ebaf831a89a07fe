// Writes constraints as Alembic and SQLAlchemy calls.

#pragma once

#include <string>
#include <string_view>

#include "model/constraint.h"
#include "render/alembic/revision_builder.h"

namespace tenon {

/// The object on which a directive is called: `op`, which needs the table, or `batch_op`, which knows it.
struct Proxy {
  std::string_view name;
  const QualifiedName* table;  ///< nullptr if the proxy knows it
};

/// Returns `op.create_foreign_key(op.f('fk_a'), 'a', 'b', ['b_id'], ['id'])`, or `batch_op....` without the
/// table.
std::string alembic_added_constraint(const Constraint& constraint, const Proxy& proxy, Draft& draft);

/// Returns `op.drop_constraint(op.f('fk_a'), 'a', type_='foreignkey')`; an index: `op.drop_index(...)`.
std::string alembic_dropped_constraint(const Constraint& constraint, const Proxy& proxy, Draft& draft);

/// Returns `sa.UniqueConstraint('a', 'b', name=op.f('uq'))`, for use inside a table. An empty name is
/// omitted.
std::string alembic_inline_constraint(const Constraint& constraint, Draft& draft);

}  // namespace tenon
