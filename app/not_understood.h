// Keeps what a reader did not understand from being taken for missing: a difference in, a difference out.

#pragma once

#include "diff/diff.h"
#include "model/catalog.h"

namespace tenon {

/// What a reader met and could not make sense of stands among a catalog's others as "table not understood"
/// or "index not understood". Each becomes an Unknown, and takes the place of what the diff would otherwise
/// say of that table or index: that it is missing.
Difference with_not_understood(Difference difference, const Catalog& actual, const Catalog& declared);

}  // namespace tenon
