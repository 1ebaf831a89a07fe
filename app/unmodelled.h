// Compares what is not modelled: two catalogs in, a list by kind out.

#pragma once

#include <vector>

#include "declare/declaration.h"
#include "model/report.h"

namespace tenon {

/// What one side says of the objects that tenon does not model.
struct OthersOf {
  const Catalog& catalog;
  bool listed;  ///< whether its list is whole: a declaration may not speak of them at all
};

/// The objects of both sides that are not modelled, by kind and name, each with whether it is known to
/// differ: only one of two whole lists holds it, or the definitions of the two sides have different keys.
/// What a reader did not understand is no object of these; it is an Unknown of its own.
std::vector<UnmodelledKind> compared_others(const OthersOf& actual, const OthersOf& declared);

}  // namespace tenon
