// How ALTER CONSTRAINT, ALTER INDEX and VALIDATE lead from one definition of a constraint to another.
#pragma once

#include <optional>
#include <string>

#include "model/catalog.h"
#include "model/constraint.h"
#include "model/dialect.h"

namespace tenon {

/// The steps that give an existing constraint another definition, besides its name and its comment.
struct InPlace {
  std::optional<Constraint> altered;  ///< the target of an AlterConstraint
  bool validated = false;             ///< whether a ValidateConstraint follows
};

/// Returns the steps, or nullopt where the constraint must be dropped and added again. A dialect that cannot
/// alter constraints changes none in place.
std::optional<InPlace> in_place(const Constraint& before, const Constraint& after, const Dialect& dialect);

const std::string& comment_of(const Constraint& constraint);
Constraint with_comment(Constraint constraint, std::string comment);
Column with_comment(Column column, std::string comment);

}  // namespace tenon
