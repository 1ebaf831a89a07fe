// Gives a plan the forms that keep an application running: a plan of one transaction in, steps with short
// locks out.
#pragma once

#include "model/catalog.h"
#include "model/op.h"

namespace tenon {

/// Which forms a plan is given.
struct OnlineForms {
  bool builds = false;       ///< indexes, and the indexes of keys, CONCURRENTLY
  bool validations = false;  ///< checks, foreign keys and NOT NULL validated apart
  bool operator==(const OnlineForms&) const = default;
};

/// Returns the plan in forms that let writers go on while rows are read: indexes are built and dropped
/// CONCURRENTLY outside a transaction, a key takes an index that was built so, checks and foreign keys are
/// added NOT VALID and validated in a transaction of their own, SET NOT NULL stands on a validated check. A
/// constraint that only changes is there all the time: the new one is made under a helper's name and takes
/// the name of the old one when that is dropped. Each step has the limits of its locks.
///
/// The plan leads to the same catalog as before. It is no longer one transaction: where it stops in the
/// middle, a comparison tells what is left. Ops on tables that the plan creates, on partitioned tables, and
/// what reaches other tables of a tree, keep their plain form, as does a plan for a dialect without such
/// forms. `before`: the catalog that the plan starts from.
Plan online(Plan plan, const Catalog& before, OnlineForms forms);

}  // namespace tenon
