// Keeps what a reader did not understand from being taken for missing: a difference in, a difference out.

#pragma once

#include "diff/diff.h"
#include "diff/difference.h"
#include "model/catalog.h"

namespace tenon {

/// Adds an Unknown for each object that the reader of one side did not understand, and removes the change
/// that would otherwise report that table or index as missing.
Difference with_not_understood(Difference difference, const Catalog& actual, const Catalog& declared);

}  // namespace tenon
