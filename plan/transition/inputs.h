// The constant inputs of the passes: both catalogs, the direction of the plan, the renames, and what is
// derived from the catalogs once.
#pragma once

#include <map>
#include <optional>
#include <span>

#include "model/catalog.h"
#include "model/rename.h"
#include "plan/lookup/type_names.h"

namespace tenon {

/// An upgrade must reach the target. A downgrade may skip irreversible changes, and reports them.
enum class Direction { kUp, kDown };

/// A table with the constraints that it inherits, where its own catalog does not name them; nullopt where it
/// does.
struct InferredSides {
  std::optional<Table> before;
  std::optional<Table> after;
};

using InferredTables = std::map<QualifiedName, InferredSides>;

/// What every pass may read besides the transitions. The catalogs must outlive it, and it the transitions
/// that a pass returns: they may point into `inferred`.
struct PlanInputs {
  const Catalog& before;
  const Catalog& after;
  Direction direction;
  TypeNames types;
  InferredTables inferred;
  /// Carried out on the way up before all else, and taken back on the way down after all else: both catalogs
  /// have the names that they give.
  std::span<const RenameStep> renames = {};

  const Dialect& dialect() const { return *before.dialect; }
  /// Returns the catalog of the database that exists now, whichever way the plan goes.
  const Catalog& live() const { return direction == Direction::kUp ? before : after; }
};

}  // namespace tenon
