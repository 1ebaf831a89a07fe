// What SQLAlchemy and Alembic have for each dialect; input a dialect, output a table of facts.

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "model/dialect.h"
#include "model/expression.h"
#include "model/op.h"
#include "render/sqlite/precondition_checks.h"

namespace tenon {

/// How SQLAlchemy spells a type, and the keywords that take its modifiers.
struct AlembicType {
  std::string_view name;
  std::string_view callee;
  std::string_view fixed = "";  ///< a keyword argument that is always there
  std::string_view first = "";
  std::string_view second = "";
  bool collates = false;
};

/// What SQLAlchemy 1.4 and 2 have for one dialect, and what a revision does around its ops.
struct AlembicDialect {
  const Dialect* dialect;
  std::span<const AlembicType> types;
  std::span<const AlembicType> plain_types;  ///< looked up first for a type without a modifier
  bool has_arrays;                           ///< postgresql.ARRAY
  bool has_virtual_columns;                  ///< sa.Computed(persisted=False): 1.4 refuses it on PostgreSQL
  /// The keyword that takes ON CONFLICT of a key or a check; empty: there is none.
  std::string_view on_conflict;
  /// An expression as server_default takes it.
  std::string (*default_text)(const Expression& value);
  /// Whether ops that lose rows stand between `_begin` and `_end`, since the driver begins no transaction.
  bool begins_transactions;
  /// What is looked at before and after an op; nullptr: the server looks by itself.
  PreconditionChecks (*checks)(const Op& op, const Plan& plan);

  /// Returns the type of that name, with modifiers or without, or nullptr.
  const AlembicType* type(std::string_view name, bool has_modifiers) const;
};

/// Returns the row of a dialect; one that Alembic does not know is written as the closest one that it does.
const AlembicDialect& alembic_dialect(const Dialect& dialect);

}  // namespace tenon
