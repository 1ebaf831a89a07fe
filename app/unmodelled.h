// Compares what is not modelled: two catalogs in, a list by kind out.

#pragma once

#include <string>
#include <vector>

#include "declare/declaration.h"
#include "model/report.h"

namespace tenon {

/// The unmodelled objects of one side.
struct UnmodelledSide {
  const Catalog& catalog;
  bool listed;  ///< the list is complete; a declaration may have no such list
  std::vector<std::string> unlisted_kinds = {};  ///< kinds that a complete list omits

  /// Tells whether an object of this kind that the side does not list is absent.
  bool lists(const std::string& kind) const;
};

/// Returns the unmodelled objects of both sides, by kind and name, each with whether it is known to differ:
/// only one of two complete lists has it, or the definitions have different keys. Objects that a reader did
/// not understand are not included; each of them is an Unknown.
std::vector<UnmodelledKind> compared_unmodelled(const UnmodelledSide& actual, const UnmodelledSide& declared);

}  // namespace tenon
