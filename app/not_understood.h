// Keeps what a reader did not understand from being taken for missing: a difference in, a difference out.

#pragma once

#include "diff/diff.h"
#include "model/catalog.h"

namespace tenon {

/// Makes an Unknown of each object that a reader of one side did not understand, in the place of what the
/// diff would otherwise say of that table or index: that it is missing.
Difference with_not_understood(Difference difference, const Catalog& actual, const Catalog& declared);

}  // namespace tenon
