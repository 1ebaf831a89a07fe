#pragma once

#include "model/catalog.h"
#include "reflect/sqlite/facts.h"

namespace tenon {

/// What the facts say, as a sorted catalog. A table or an index whose stored text was not understood is no
/// Table or Index but an UnmodelledObject of the kind "table not understood" or "index not understood", whose
/// definition says why in a first line of comment: it is never taken for something that is not there.
Catalog sqlite_catalog(const SqliteFacts& facts);

}  // namespace tenon
