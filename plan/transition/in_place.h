#pragma once

#include <optional>
#include <string>

#include "model/catalog.h"
#include "model/constraint.h"
#include "model/dialect.h"

namespace tenon {

/// What takes a constraint to another definition without a drop; besides its name and its comment.
struct InPlace {
  std::optional<Constraint> altered;  ///< an AlterConstraint to this
  bool validated = false;             ///< then a ValidateConstraint
};

/// nullopt: it must be dropped and added again. A dialect that cannot alter constraints changes none in
/// place.
std::optional<InPlace> in_place(const Constraint& before, const Constraint& after, const Dialect& dialect);

const std::string& comment_of(const Constraint& constraint);
Constraint with_comment(Constraint constraint, std::string comment);
Column with_comment(Column column, std::string comment);

}  // namespace tenon
